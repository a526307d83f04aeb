package portside.net;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.NetworkIF;

/**
 * Reads how many bytes each interface has sent and received. Who sent them no counter tells: the
 * numbers are of the whole computer.
 *
 * <p>Linux keeps them in {@code /proc/net/dev} (<a
 * href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>), one line
 * an interface, always of the network that the reader lives in; reading takes some microseconds.
 * Elsewhere OSHI asks the system, which is slower and was not tried. On Windows the loopback's
 * counters are said to stay at zero.
 */
public final class InterfaceCounters {
  private static final String LINUX = "/proc/net/dev";

  /** The first number of a line is bytes received, the ninth bytes sent. */
  private static final int SENT = 8;

  private InterfaceCounters() {}

  /**
   * Reads them now.
   *
   * @return the counters by the interface's short name, in the system's order
   * @throws IOException when the system does not tell
   */
  public static Map<String, Traffic> now() throws IOException {
    if (HostSystem.here() == HostSystem.LINUX) {
      try (InputStream file = new FileInputStream(LINUX)) {
        return parse(new String(file.readAllBytes(), StandardCharsets.US_ASCII));
      }
    }
    Map<String, Traffic> counters = new LinkedHashMap<>();
    for (NetworkIF each : new SystemInfo().getHardware().getNetworkIFs(true)) {
      counters.put(each.getName(), new Traffic(each.getBytesRecv(), each.getBytesSent()));
    }
    return counters;
  }

  /** Reads the text of {@code /proc/net/dev}: two lines of headings, then {@code name: numbers}. */
  static Map<String, Traffic> parse(String text) {
    Map<String, Traffic> counters = new LinkedHashMap<>();
    text.lines()
        .filter(line -> line.indexOf(':') > 0)
        .forEach(
            line -> {
              int colon = line.lastIndexOf(':');
              String[] numbers = line.substring(colon + 1).strip().split("\\s+");
              counters.put(
                  line.substring(0, colon).strip(),
                  new Traffic(Long.parseLong(numbers[0]), Long.parseLong(numbers[SENT])));
            });
    return counters;
  }
}
