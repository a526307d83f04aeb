package portside.experiments.whichrun;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.process.Children;
import portside.programs.TemporaryFolder;

/**
 * A program that names its own address in {@code app.run}, in a folder of its own. The line is the
 * lesson's wherever this computer can have that address and port. A port may be taken, and an
 * author may name an address that not every computer has; then the copy names what can be had.
 *
 * @param folder where the copy is; deleted in the end
 * @param host what the copy names
 * @param port what the copy names
 * @param line the copy's line
 * @param changed whether it differs from the lesson's
 */
record AppRun(TemporaryFolder folder, InetAddress host, int port, String line, boolean changed)
    implements AutoCloseable {
  private static final Pattern LINE =
      Pattern.compile("app\\.run\\(host=[\"']([0-9.]+)[\"'], *port=([0-9]{1,5})\\)");
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;

  /**
   * Makes the copy.
   *
   * @param file the name of the program's file
   * @param lines its text
   * @param children whose folder the copy's is in
   * @throws IOException when it cannot be copied, or no port is free
   */
  static AppRun copy(String file, List<String> lines, Children children) throws IOException {
    String text = String.join("\n", lines) + "\n";
    Matcher line = LINE.matcher(text);
    InetAddress host = line.find() ? IpAddresses.parse(line.group(1)).orElse(null) : null;
    int port = host == null ? -1 : Integer.parseInt(line.group(2));
    if (port < 1 || port > 65_535) {
      throw new Lacking(new Missing("no-address", Map.of("file", file)));
    }
    for (InetAddress one : List.of(host, LOOPBACK)) {
      OptionalInt free = free(one, port);
      if (free.isPresent()) {
        String now =
            "app.run(host=\"%s\", port=%d)".formatted(IpAddresses.text(one), free.getAsInt());
        TemporaryFolder folder = TemporaryFolder.make(children, "whichrun");
        String changed = text.substring(0, line.start()) + now + text.substring(line.end());
        folder.write(file, changed.getBytes(StandardCharsets.UTF_8));
        return new AppRun(folder, one, free.getAsInt(), now, !now.equals(line.group()));
      }
    }
    throw new Lacking("no-port");
  }

  /** That port where it can be had, else another one; empty where the address cannot be had. */
  static OptionalInt free(InetAddress host, int wanted) {
    OptionalInt free = Binding.tryBind(host, wanted, Protocol.TCP).boundPort();
    return free.isPresent() ? free : Binding.portForAProgram(host);
  }

  @Override
  public void close() {
    folder.close();
  }
}
