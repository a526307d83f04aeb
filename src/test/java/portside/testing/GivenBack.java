package portside.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portside.net.Binding;
import portside.net.Holder;
import portside.net.PortHolders;
import portside.net.Protocol;

/** Whether a port is free again. Once it is, anybody on this computer may have it. */
public final class GivenBack {
  private GivenBack() {}

  /**
   * Expects that the port of something that has just ended can be bound: at once, unless somebody
   * else was quicker. What this test has started counts as its own; who else may have it is waited
   * for, so that a process that has escaped does not pass for a stranger.
   *
   * @throws AssertionError if this test still listens there, or it is never free
   */
  public static void expect(InetAddress address, int port) {
    if (isFree(address, port)) {
      return;
    }
    Set<Long> ours =
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
            .map(ProcessHandle::pid)
            .collect(Collectors.toSet());
    List<Holder> kept =
        PortHolders.of(port, Protocol.TCP).stream()
            .filter(holder -> holder.state().takesNewcomers())
            .filter(holder -> holder.pid().stream().anyMatch(ours::contains))
            .toList();
    assertEquals(List.of(), kept, "given back: " + port);
    Patience.until(
        () -> port + " is held by " + PortHolders.of(port, Protocol.TCP),
        () -> isFree(address, port));
  }

  /** Whether TCP gives the port at this moment. */
  public static boolean isFree(InetAddress address, int port) {
    return Binding.tryBind(address, port, Protocol.TCP).succeeded();
  }
}
