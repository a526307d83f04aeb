package portside.room.invitation;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import portside.instruments.HostFirewall;
import portside.process.Children;

/**
 * The latest trial of the ways in; made in the background, since a silent address takes its time.
 */
public final class Trials {
  /** A computer changes its network seldom; the host may ask for a new trial at any time. */
  private static final Duration FRESH = Duration.ofMinutes(2);

  private final InetAddress listening;
  private final Children children;
  private final Runnable done;

  private @Nullable Trial latest; // guarded by this
  private long madeAt; // guarded by this
  private boolean running; // guarded by this

  /**
   * @param listening where Portside listens
   * @param children starts what tells of the firewall
   * @param done hears when a trial is there; must not block
   */
  public Trials(InetAddress listening, Children children, Runnable done) {
    this.listening = listening;
    this.children = children;
    this.done = done;
  }

  /** Where Portside listens. */
  public InetAddress listening() {
    return listening;
  }

  /** The latest trial; null before the first. */
  public synchronized @Nullable Trial latest() {
    return latest;
  }

  /** What the latest trial found of the firewall; unknown before the first. */
  public synchronized HostFirewall firewall() {
    return latest == null ? HostFirewall.UNKNOWN : latest.firewall();
  }

  /**
   * Makes a trial if none is fresh.
   *
   * @param port the port that Portside has
   * @param anew whether to make one however fresh the latest is
   * @return whether one is being made now
   */
  public synchronized boolean begin(int port, boolean anew) {
    boolean fresh = latest != null && System.nanoTime() - madeAt < FRESH.toNanos();
    if (running || fresh && !anew) {
      return running;
    }
    running = true;
    Thread thread = new Thread(() -> make(port), "trial of the ways in");
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private void make(int port) {
    Trial made = null;
    try {
      made = Trial.now(listening, port, children);
    } catch (InterruptedException | IllegalStateException end) {
      // Portside ends, and starts no more processes
    } finally {
      synchronized (this) {
        running = false;
        if (made != null) {
          latest = made;
          madeAt = System.nanoTime();
        }
      }
    }
    done.run();
  }
}
