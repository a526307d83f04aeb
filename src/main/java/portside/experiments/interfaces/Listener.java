package portside.experiments.interfaces;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.net.PortHolders;
import portside.net.Protocol;

/**
 * A TCP port at which a program of this computer waits.
 *
 * @param port 1 to 65535
 * @param address the address that it is bound to, possibly a wildcard
 * @param program the name of its program; null where the system does not tell
 */
public record Listener(int port, InetAddress address, @Nullable String program) {

  /** All that wait now, by port. */
  static List<Listener> now() {
    return PortHolders.listeners(Protocol.TCP).stream()
        .map(
            holder ->
                new Listener(
                    holder.localPort(),
                    holder.localAddress(),
                    holder.command().map(Listener::program).orElse(null)))
        .distinct()
        .sorted(Comparator.comparing(Listener::port).thenComparing(l -> l.address().toString()))
        .toList();
  }

  /** The first word of a command line, without its folder. */
  private static String program(String commandLine) {
    String first = commandLine.strip().split("\\s+", 2)[0].replace('\\', '/');
    return first.substring(first.lastIndexOf('/') + 1);
  }
}
