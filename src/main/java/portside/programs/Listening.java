package portside.programs;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.process.Child;

/** Where a program listens, by the operating system's table: what it prints is not believed. */
public final class Listening {
  private static final long PAUSE_MILLIS = 40;

  private Listening() {}

  /**
   * Waits until a program or one that it has started listens.
   *
   * @return where; empty when it has ended before, or does not listen for so long
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public static List<InetSocketAddress> await(Child child, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end && child.exit().isEmpty()) {
      List<Long> family = child.family().stream().map(ProcessHandle::pid).toList();
      List<InetSocketAddress> found =
          PortHolders.listeners(Protocol.TCP).stream()
              .filter(holder -> holder.pid().stream().anyMatch(family::contains))
              .map(holder -> new InetSocketAddress(holder.localAddress(), holder.localPort()))
              .distinct()
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return List.of();
  }
}
