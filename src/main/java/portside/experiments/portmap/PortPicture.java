package portside.experiments.portmap;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import portside.net.PortScan;

/**
 * The state of each of the 65,536 ports, one byte a port in the order of their numbers: the
 * attachment {@code map}, which {@code portmap.js} draws. A byte is a sum of the constants.
 */
final class PortPicture {
  /** Somebody listens (TCP) whom a connection to the address reaches. */
  static final int LISTENS = 1;

  /** Somebody listens (TCP) at other addresses only. */
  static final int LISTENS_ELSEWHERE = 2;

  /** Somebody takes datagrams (UDP). */
  static final int UDP = 4;

  /** A connection (TCP) uses the number. */
  static final int CONNECTED = 8;

  /** The rest of a closed connection (TCP) keeps the number. */
  static final int TIME_WAIT = 16;

  /** The scan was refused, because somebody holds it. */
  static final int SCAN_IN_USE = 32;

  /** The scan was refused, because this user may not have it. */
  static final int SCAN_NEEDS_PRIVILEGE = 64;

  /** The scan got it. */
  static final int SCAN_GIVEN = 128;

  private PortPicture() {}

  static byte[] of(PortTable table, @Nullable PortScan scan) {
    byte[] picture = new byte[1 << 16];
    add(picture, table.listening(), LISTENS);
    add(picture, table.listeningElsewhere(), LISTENS_ELSEWHERE);
    add(picture, table.udp(), UDP);
    add(picture, table.connected(), CONNECTED);
    add(picture, table.timeWait(), TIME_WAIT);
    if (scan != null) {
      for (int port = 1; port < picture.length; port++) {
        picture[port] |=
            (byte)
                switch (scan.answer(port)) {
                  case GIVEN -> SCAN_GIVEN;
                  case IN_USE -> SCAN_IN_USE;
                  case NEEDS_PRIVILEGE -> SCAN_NEEDS_PRIVILEGE;
                  case NOT_ASKED, OTHER -> 0;
                };
      }
    }
    return picture;
  }

  private static void add(byte[] picture, BitSet ports, int state) {
    ports.stream().forEach(port -> picture[port] |= (byte) state);
  }

  /** How many ports have that state. */
  static int count(byte[] picture, int state) {
    int count = 0;
    for (byte port : picture) {
      count += (port & state) != 0 ? 1 : 0;
    }
    return count;
  }
}
