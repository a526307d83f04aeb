package portside.experiments.probe;

import java.util.ArrayList;
import java.util.List;
import portside.net.Holder;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.SocketState;

/**
 * Who stands in the way of a bind.
 *
 * @param listener whether somebody listens there. A bind can fail although nobody does: for a
 *     connection that has this port at its near end, or for the rest of one (TIME_WAIT, RFC 9293
 *     §3.3.2)
 * @param lines PID and command of each, as far as the system tells
 */
record PortOwners(boolean listener, List<String> lines) {
  static PortOwners of(ProbeParameters asked) {
    List<Holder> inTheWay =
        PortHolders.of(asked.port(), asked.protocol()).stream()
            .filter(holder -> IpAddresses.meet(holder.localAddress(), asked.address()))
            .toList();
    boolean listener = inTheWay.stream().anyMatch(holder -> holder.state().takesNewcomers());
    List<String> lines = new ArrayList<>();
    for (Holder holder : inTheWay) {
      // Beside a listener, its many connections explain nothing more.
      if (!listener || holder.state().takesNewcomers()) {
        lines.add(line(holder));
      }
    }
    return new PortOwners(listener, lines.stream().distinct().toList());
  }

  private static String line(Holder holder) {
    StringBuilder line = new StringBuilder();
    if (holder.pid().isPresent()) {
      line.append(holder.pid().getAsLong());
      holder.command().ifPresent(command -> line.append(' ').append(command));
    } else if (holder.hidden()) {
      line.append("PID ?");
      holder.user().ifPresent(user -> line.append(" (").append(user).append(')'));
    }
    SocketState state = holder.state();
    if (!state.takesNewcomers()) {
      line.append(line.length() == 0 ? "" : " · ").append(state);
      holder
          .remoteAddress()
          .ifPresent(
              remote ->
                  line.append(" → ")
                      .append(IpAddresses.inUrl(remote))
                      .append(':')
                      .append(holder.remotePort().orElse(0)));
      holder.timeLeft().ifPresent(left -> line.append(", ").append(left.toSeconds()).append(" s"));
    }
    return line.length() == 0 ? "PID ?" : line.toString();
  }
}
