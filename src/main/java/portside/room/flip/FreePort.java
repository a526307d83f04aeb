package portside.room.flip;

import static portside.room.flip.Flip.CLOSED;
import static portside.room.flip.Flip.WIDE;

import java.net.InetAddress;
import java.util.OptionalInt;
import portside.net.Binding;
import portside.net.Protocol;

/** Finds a port for a server that is to move between 127.0.0.1 and 0.0.0.0. */
final class FreePort {
  private FreePort() {}

  /**
   * The first port that is free at both places. One that is free on 127.0.0.1 may still be taken at
   * another address of this computer, and the server could not move then.
   *
   * @param from 0 to 65535; 0 lets the system choose
   * @return that port, or {@code from} where there is none, so that a run says why
   */
  static int from(int from) {
    OptionalInt next = from == 0 ? OptionalInt.empty() : OptionalInt.of(from);
    while (next.isPresent()) {
      int port = next.getAsInt();
      if (isFree(CLOSED, port) && isFree(WIDE, port)) {
        return port;
      }
      next = Binding.nextFreePort(WIDE, port, Protocol.TCP);
    }
    return from;
  }

  private static boolean isFree(InetAddress address, int port) {
    return Binding.tryBind(address, port, Protocol.TCP).succeeded();
  }
}
