package portside.runs;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a run has opened and is closed at its end, the latest first. Safe for every thread. */
final class Resources implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Resources.class.getName());

  private final String experiment;

  // guarded by this
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param experiment whose they are, for the log
   */
  Resources(String experiment) {
    this.experiment = experiment;
  }

  /**
   * Keeps one.
   *
   * @throws IllegalStateException when all have been closed; this one is, too
   */
  <R extends AutoCloseable> R own(R resource) {
    synchronized (this) {
      if (!closed) {
        open.push(resource);
        return resource;
      }
    }
    close(resource);
    throw new IllegalStateException("the run has ended");
  }

  @Override
  public void close() {
    Deque<AutoCloseable> all;
    synchronized (this) {
      closed = true;
      all = new ArrayDeque<>(open);
      open.clear();
    }
    all.forEach(this::close);
  }

  private void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "a resource of " + experiment + " did not close", e);
    }
  }
}
