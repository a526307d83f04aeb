package portside.experiments.portmap;

import java.net.InetAddress;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.net.SocketState;

/**
 * The operating system's table of sockets, read at one moment, seen from one address.
 *
 * @param rows listeners and everything else, by port, listeners first
 * @param millis how long it took to read
 */
record PortTable(List<PortRow> rows, long millis) {
  /** A busy client leaves up to 28,000 in TIME_WAIT, and nobody reads as many. */
  static final int MOST_HELD = 300;

  static PortTable read(InetAddress asked) {
    long start = System.nanoTime();
    List<PortRow> rows =
        PortHolders.all().stream()
            .map(holder -> PortRow.of(holder, asked))
            .filter(row -> row.port() != 0)
            .toList();
    return new PortTable(rows, (System.nanoTime() - start) / 1_000_000);
  }

  List<PortRow> listeners() {
    return rows.stream().filter(PortRow::takesNewcomers).toList();
  }

  List<PortRow> held() {
    return rows.stream().filter(row -> !row.takesNewcomers()).limit(MOST_HELD).toList();
  }

  /** Ports on which somebody listens who is in the way of the address. */
  BitSet listening() {
    return ports(row -> tcp(row) && row.takesNewcomers() && row.here());
  }

  /** Ports on which somebody listens at other addresses only. */
  BitSet listeningElsewhere() {
    return without(ports(row -> tcp(row) && row.takesNewcomers()), listening());
  }

  BitSet udp() {
    return ports(row -> row.protocol() == Protocol.UDP && row.takesNewcomers());
  }

  BitSet connected() {
    return ports(row -> tcp(row) && !row.takesNewcomers() && row.state() != SocketState.TIME_WAIT);
  }

  BitSet timeWait() {
    return ports(row -> tcp(row) && row.state() == SocketState.TIME_WAIT);
  }

  /** TCP ports that the table would have a bind to the address refused for. */
  BitSet inTheWay() {
    return ports(row -> tcp(row) && row.here());
  }

  static BitSet without(BitSet all, BitSet some) {
    BitSet rest = (BitSet) all.clone();
    rest.andNot(some);
    return rest;
  }

  private BitSet ports(Predicate<PortRow> wanted) {
    BitSet ports = new BitSet(1 << 16);
    rows.stream().filter(wanted).forEach(row -> ports.set(row.port()));
    return ports;
  }

  private static boolean tcp(PortRow row) {
    return row.protocol() == Protocol.TCP;
  }
}
