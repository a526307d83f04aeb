package portside.clinic;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import portside.net.Binding;
import portside.net.Holder;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.page.Words;

/** Whether a port is taken on this computer now, and by whom; for the host only. */
final class Look {
  private Look() {}

  /** What is to be said of a port, a line each. */
  static List<String> at(int port, Words words) {
    List<Holder> waiting =
        PortHolders.of(port, Protocol.TCP).stream()
            .filter(holder -> holder.state().takesNewcomers())
            .toList();
    Map<String, Object> values = Map.of("port", port);
    if (waiting.isEmpty()) {
      boolean free = Binding.tryBind(IpAddresses.LOOPBACK, port, Protocol.TCP).succeeded();
      return List.of(words.get(free ? "look.free" : "look.nobody", values));
    }
    Stream<String> who = waiting.stream().map(holder -> who(holder, words)).distinct().limit(8);
    return Stream.concat(Stream.of(words.get("look.taken", values)), who).toList();
  }

  private static String who(Holder holder, Words words) {
    String address = IpAddresses.inUrl(holder.localAddress()) + ":" + holder.localPort();
    return holder.pid().isPresent()
        ? words.get(
            "look.who",
            Map.of(
                "address", address,
                "pid", holder.pid().getAsLong(),
                "command", holder.command().orElse("")))
        : words.get("look.hidden", Map.of("address", address));
  }
}
