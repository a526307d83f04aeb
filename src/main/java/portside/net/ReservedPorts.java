package portside.net;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports that Windows keeps back, for Hyper-V and WinNAT above all: a bind fails and nobody owns
 * them. The blocks change with a restart. Other systems have none.
 *
 * @param ranges in the order of the system
 */
public record ReservedPorts(List<Range> ranges) {
  /**
   * What to run on Windows, in {@code portside.process}; {@code udp} for the other protocol.
   * (Microsoft, netsh interface ipv4.)
   */
  public static final List<String> COMMAND =
      List.of("netsh", "interface", "ipv4", "show", "excludedportrange", "protocol=tcp");

  /** Two numbers in columns; the third, an asterisk, marks what an administrator kept back. */
  private static final Pattern ROW =
      Pattern.compile("^\\s*(\\d{1,5})\\s+(\\d{1,5})\\s*(\\*?)\\s*$");

  /**
   * A block of ports.
   *
   * @param first the lowest, 0 to 65535
   * @param last the highest, which belongs to it
   * @param byAdministrator kept back on purpose, and stays over a restart
   */
  public record Range(int first, int last, boolean byAdministrator) {}

  /** Keeps its own copy. */
  public ReservedPorts {
    ranges = List.copyOf(ranges);
  }

  /** Returns that no port is kept back, as far as is known. */
  public static ReservedPorts none() {
    return new ReservedPorts(List.of());
  }

  /**
   * Reads what {@link #COMMAND} printed. Headings in any language are passed over, since only the
   * rows have two numbers and nothing else.
   *
   * @param output of the command; anything at all, and empty on systems without it
   * @return the blocks; rows that are no ports are left out
   */
  public static ReservedPorts parse(String output) {
    List<Range> ranges = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (!row.matches()) {
        continue;
      }
      int first = Integer.parseInt(row.group(1));
      int last = Integer.parseInt(row.group(2));
      if (first <= last && last <= Ports.LAST) {
        ranges.add(new Range(first, last, !row.group(3).isEmpty()));
      }
    }
    return new ReservedPorts(ranges);
  }

  /** Returns whether the port is kept back. */
  public boolean contains(int port) {
    return ranges.stream().anyMatch(range -> port >= range.first() && port <= range.last());
  }
}
