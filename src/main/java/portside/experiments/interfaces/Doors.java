package portside.experiments.interfaces;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import portside.net.IpAddresses;

/**
 * The doors of this computer as a drawing: an address in each row, a port that a program waits at
 * in each column, and a mark where that program opens that door. What does not fit is counted.
 *
 * @param rows the addresses, by interface
 * @param columns the ports
 * @param more how many ports are left out
 * @param moreRows how many addresses are left out
 * @param every all the addresses, each with the ports whose door it opens
 */
public record Doors(
    List<Row> rows, List<Column> columns, int more, int moreRows, List<Open> every) {
  private static final int MOST_OF_ONE = 2;
  private static final int MOST_ROWS = 7;
  private static final int MOST_COLUMNS = 7;
  private static final int LONGEST_PROGRAM = 11;

  /**
   * @param network the interface's name
   * @param address one of its addresses
   */
  public record Row(String network, InetAddress address) {
    /** The address as it fits. */
    public String text() {
      String text = IpAddresses.text(address);
      return text.length() > 17
          ? text.substring(0, 8) + "…" + text.substring(text.length() - 8)
          : text;
    }
  }

  /**
   * @param door an address
   * @param ports what is open there: the ports with their programs
   * @param perhaps what may be
   */
  public record Open(Row door, List<Column> ports, List<Column> perhaps) {
    private static Open of(Row door, List<Column> columns) {
      return new Open(door, those(columns, door, "yes"), those(columns, door, "perhaps"));
    }

    private static List<Column> those(List<Column> columns, Row door, String opens) {
      return columns.stream().filter(each -> each.opens(door.address()).equals(opens)).toList();
    }
  }

  /**
   * @param port the port
   * @param program who waits there, as it fits; empty where the system does not tell
   * @param bound every address that a program waits at with that port
   */
  public record Column(int port, String program, List<InetAddress> bound) {

    /**
     * Whether a door is open: {@code yes}, {@code perhaps} or {@code no}. Bound to {@code ::}, a
     * program usually, and not always, takes IPv4 as well (RFC 3493 §5.3), which the table does not
     * tell.
     */
    public String opens(InetAddress door) {
      boolean v4 = door instanceof Inet4Address;
      String best = "no";
      for (InetAddress at : bound) {
        boolean same = at.equals(IpAddresses.withoutNeedlessZone(door)) || at.equals(door);
        if (same || at.isAnyLocalAddress() && at instanceof Inet4Address == v4) {
          return "yes";
        }
        if (at.isAnyLocalAddress() && at instanceof Inet6Address) {
          best = "perhaps";
        }
      }
      return best;
    }
  }

  /** The drawing of what was found. */
  static Doors of(List<Listed> interfaces, List<Listener> listeners) {
    List<Row> all = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (Listed each : interfaces) {
      if (each.up()) {
        List<Row> own = each.addresses().stream().map(at -> new Row(each.name(), at)).toList();
        all.addAll(own);
        rows.addAll(own.subList(0, Math.min(MOST_OF_ONE, own.size())));
      }
    }
    List<Row> drawn = List.copyOf(rows.subList(0, Math.min(MOST_ROWS, rows.size())));
    Map<Integer, List<Listener>> ports =
        listeners.stream()
            .collect(Collectors.groupingBy(Listener::port, TreeMap::new, Collectors.toList()));
    List<Column> columns =
        ports.entrySet().stream().map(port -> column(port.getKey(), port.getValue())).toList();
    int fit = Math.min(MOST_COLUMNS, columns.size());
    return new Doors(
        drawn,
        columns.subList(0, fit),
        columns.size() - fit,
        all.size() - drawn.size(),
        all.stream().map(row -> Open.of(row, columns)).toList());
  }

  private static Column column(int port, List<Listener> listeners) {
    String program =
        listeners.stream()
            .map(Listener::program)
            .filter(name -> name != null)
            .findFirst()
            .orElse("");
    return new Column(
        port,
        program.length() > LONGEST_PROGRAM
            ? program.substring(0, LONGEST_PROGRAM - 1) + "…"
            : program,
        listeners.stream().map(Listener::address).distinct().toList());
  }
}
