package portside.experiments.portmap;

import java.util.concurrent.Semaphore;

/**
 * A scan as slow as its test wants it: it asks for a few ports and then waits until it is let go.
 */
final class Pace implements AutoCloseable {
  private static final int FEW = 40; // of the thousand portions into which a scan is divided

  private final Semaphore portions = new Semaphore(FEW);

  /** The experiment at this pace. */
  Portmap portmap() {
    return new Portmap(portions::acquireUninterruptibly);
  }

  /** Lets each thread of a scan ask for a portion more. */
  void more() {
    portions.release(2);
  }

  /** Lets every scan go on to its end. */
  void toTheEnd() {
    portions.release(100_000);
  }

  @Override
  public void close() {
    toTheEnd();
  }
}
