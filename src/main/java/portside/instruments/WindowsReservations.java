package portside.instruments;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import portside.experiments.Run;
import portside.net.Protocol;
import portside.net.ReservedPorts;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;

/** Reads which ports Windows keeps back. Written from Microsoft's documentation, not run there. */
public final class WindowsReservations {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Children children;

  /**
   * @param children starts the command
   */
  public WindowsReservations(Children children) {
    this.children = children;
  }

  /**
   * The reserved ports; none where the system does not tell.
   *
   * @throws IOException when the command does not start
   * @throws InterruptedException when the run is stopped
   */
  public ReservedPorts read(InetAddress address, Protocol protocol, Run<?> run)
      throws IOException, InterruptedException {
    List<String> line = command(address, protocol);
    if (Executables.find(line.get(0)).isEmpty()) {
      return ReservedPorts.none();
    }
    StringBuffer output = new StringBuffer();
    Command command = Command.of(line);
    run.line("in", command.shown());
    try (Child netsh =
        children.start(command, (stream, text) -> output.append(text).append('\n'))) {
      netsh.awaitExit(PATIENCE);
    }
    return ReservedPorts.parse(output.toString());
  }

  /** The command that lists them. */
  public static List<String> command(InetAddress address, Protocol protocol) {
    return ReservedPorts.COMMAND.stream()
        .map(word -> word.equals("protocol=tcp") ? "protocol=" + protocol.key() : word)
        .map(word -> word.equals("ipv4") && !(address instanceof Inet4Address) ? "ipv6" : word)
        .toList();
  }
}
