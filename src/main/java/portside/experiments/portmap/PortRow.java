package portside.experiments.portmap;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import portside.net.Holder;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.net.ServiceNames;
import portside.net.SocketState;

/**
 * A socket of the system's table, with one process that has it open.
 *
 * @param here whether it is in the way of a bind to the address that was asked about
 * @param service what the port is usually for; null where nothing is known
 * @param pid the process; null if there is none or if it is hidden
 * @param command its command line, shortened; null if not told. It may hold a password: for the
 *     host only
 * @param user who runs it; null if not told
 * @param hidden whether some process has it, but permission hides which
 * @param remote the other end, {@code 127.0.0.1:40000}; null unless connected
 * @param secondsLeft how long TIME_WAIT lasts yet; null where there is none, or it is not told
 */
public record PortRow(
    int port,
    Protocol protocol,
    SocketState state,
    InetAddress address,
    boolean here,
    @Nullable String service,
    @Nullable Long pid,
    @Nullable String command,
    @Nullable String user,
    boolean hidden,
    @Nullable String remote,
    @Nullable Integer secondsLeft) {

  static PortRow of(Holder holder, InetAddress asked) {
    return new PortRow(
        holder.localPort(),
        holder.protocol(),
        holder.state(),
        holder.localAddress(),
        IpAddresses.meet(holder.localAddress(), asked),
        service(holder.localPort(), holder.protocol()),
        holder.pid().isPresent() ? holder.pid().getAsLong() : null,
        holder.command().orElse(null),
        holder.user().orElse(null),
        holder.hidden(),
        holder
            .remoteAddress()
            .map(remote -> IpAddresses.inUrl(remote) + ":" + holder.remotePort().orElse(0))
            .orElse(null),
        holder.timeLeft().map(left -> (int) left.toSeconds()).orElse(null));
  }

  /** Whether it takes what is sent to the port: LISTEN, or an unconnected UDP socket. */
  public boolean takesNewcomers() {
    return state.takesNewcomers();
  }

  /** What a port is usually for, with the products that one meets there. */
  static @Nullable String service(int port, Protocol protocol) {
    return ServiceNames.of(port, protocol).map(PortRow::text).orElse(null);
  }

  static String text(ServiceNames.Service service) {
    return service.names().isEmpty() || service.seen().isEmpty()
        ? service.name()
        : service.name() + " (" + String.join(", ", service.seen()) + ")";
  }
}
