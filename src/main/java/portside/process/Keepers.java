package portside.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that there is a keeper while there are children: the next one follows as often as one
 * dies. One that cannot be started at all is tried a few times in a row; then no child is started
 * either, until a later try succeeds: the next child's, or one for those that run already.
 */
final class Keepers implements AutoCloseable {
  static final int TRIES = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final System.Logger LOG = System.getLogger(Keepers.class.getName());

  /** Starts the process of a keeper. */
  @FunctionalInterface
  interface Starter {
    KeeperLink start(Mark mark) throws IOException;
  }

  private final Mark mark;
  private final Starter starter;
  private final Supplier<List<ProcessHandle>> family;
  private volatile @Nullable KeeperLink link;
  private volatile boolean closed;
  private volatile long failedAt;

  // Guarded by this.
  private @Nullable KeeperLink ready;
  private boolean warned;

  /**
   * @param mark what Portside's processes bear
   * @param family the processes that a new keeper is told of
   */
  Keepers(Mark mark, Starter starter, Supplier<List<ProcessHandle>> family) {
    this.mark = mark;
    this.starter = starter;
    this.family = family;
  }

  /**
   * Starts one when none lives, and does not wait for it.
   *
   * @throws IOException when the system does not start it
   */
  synchronized void begin() throws IOException {
    KeeperLink current = link;
    if (current == null || !current.handle().isAlive()) {
      launched();
    }
  }

  private KeeperLink launched() throws IOException {
    KeeperLink next = starter.start(mark);
    // In this order: whoever is found from here on is told to this one.
    link = next;
    family.get().forEach(next::tell);
    return next;
  }

  /**
   * Waits until a keeper is ready, and tries again with another one where that ends before.
   *
   * @throws IOException after some tries, with the last one's words
   */
  synchronized void awaitReady() throws IOException {
    String why = "";
    for (int tries = 0; tries < TRIES && !closed; tries++) {
      try {
        KeeperLink current = link;
        if (current == null) {
          current = launched();
        }
        if (current.awaitReady(PATIENCE) && current.handle().isAlive()) {
          watch(current);
          return;
        }
        why = current.lastWords();
        abandon();
      } catch (IOException notStarted) {
        why = String.valueOf(notStarted.getMessage());
      }
    }
    failedAt = System.nanoTime();
    throw new IOException(
        "Portside's keeper, the small process that ends the others with Portside, does not start ("
            + (why.isBlank() ? "without a word" : why.strip())
            + "), and without it nothing is started. Free some memory or end other programs, and"
            + " try again.");
  }

  private void abandon() {
    KeeperLink failed = link;
    link = null;
    if (failed != null) {
      failed.handle().destroyForcibly();
    }
  }

  private void watch(KeeperLink current) {
    if (ready != current) {
      ready = current;
      warned = false;
      current.onExit(() -> inBackground(() -> replace(current)));
    }
  }

  /** Tries again after a while, for what runs already. */
  void retry() {
    if (link == null && System.nanoTime() - failedAt > AGAIN.toNanos()) {
      replace(null);
    }
  }

  private synchronized void replace(@Nullable KeeperLink dead) {
    if (closed || link != dead) {
      return;
    }
    link = null;
    try {
      awaitReady();
      if (closed) { // it came too late to be closed with the others
        close();
      }
    } catch (IOException cannot) {
      if (!closed && !warned) {
        warned = true;
        LOG.log(
            Level.WARNING,
            cannot.getMessage() + " Should Portside be killed meanwhile, children may stay.");
      }
    }
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "next keeper");
    thread.setDaemon(true);
    thread.start();
  }

  /** Tells the keeper of a process that has to end with Portside. */
  void tell(ProcessHandle process) {
    KeeperLink current = link;
    if (current != null) {
      current.tell(process);
    }
  }

  /** The keeper's process, when there is one. */
  Optional<ProcessHandle> process() {
    return Optional.ofNullable(link).map(KeeperLink::handle);
  }

  /** Lets the keeper end, and starts no other. */
  @Override
  public void close() {
    closed = true;
    KeeperLink current = link;
    if (current != null) {
      current.close();
    }
  }
}
