package portside.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All child processes of a Portside: starts them, knows them, and ends them with itself, however it
 * ends. One a Portside; the package's description tells how it works.
 *
 * <p>Do not start with it what has to outlive Portside, such as the user's browser.
 */
public final class Children implements AutoCloseable {
  /** The variable with Portside's key, which no child may see. */
  static final String SECRET = "PORTSIDE_KEY";

  private static final long REMEMBER_EVERY_MILLIS = 500;

  /** What clears its environment and loses its parents sooner than this is not found again. */
  private static final long REMEMBER_FIRST_MILLIS = 100;

  /** Somebody who kills the keeper again and again has a reason. */
  private static final int MOST_KEEPERS = 5;

  private static final System.Logger LOG = System.getLogger(Children.class.getName());

  private final Mark mark = Mark.ofNewPortside();
  private final ProcessTable table = ProcessTable.ofThisComputer();
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::close, "end of children");
  private final Object starting = new Object();

  // Guarded by starting.
  private @Nullable ScheduledThreadPoolExecutor memory;
  private @Nullable KeeperLink keeper;
  private int keepers;
  private long number;
  private boolean closed;

  /** Has no process yet; the keeper starts with the first child. */
  public Children() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a process whose output nobody wants.
   *
   * @throws IOException when the system does not start it, with the system's own words: no such
   *     program ({@link Executables#find} tells before), no such directory, not permitted
   * @throws IllegalStateException after {@link #close}
   */
  public Child start(Command command) throws IOException {
    return start(command, (stream, text) -> {});
  }

  /**
   * Starts a process.
   *
   * @param listener gets its output, see there
   * @throws IOException when the system does not start it, with the system's own words: no such
   *     program ({@link Executables#find} tells before), no such directory, not permitted
   * @throws IllegalStateException after {@link #close}
   */
  public Child start(Command command, LineListener listener) throws IOException {
    synchronized (starting) {
      if (closed) {
        throw new IllegalStateException("Portside is ending and starts no more processes");
      }
      KeeperLink link = keeper();
      number++;
      Mark ownMark = mark.ofChild(number);
      Instant now = Instant.now();
      Process process = builder(command, ownMark).start();
      Output output = Output.of(process, listener, "child " + number);
      Child child = new Child(command, process, now, new Family(ownMark, table), output);
      children.add(child);
      link.tell(process.toHandle());
      if (memory != null) {
        memory.schedule(this::remember, REMEMBER_FIRST_MILLIS, TimeUnit.MILLISECONDS);
      }
      return child;
    }
  }

  /** The children whose own process lives now, in the order of their start. */
  public List<Child> running() {
    return children.stream().filter(Child::isAlive).toList();
  }

  /**
   * Whether a process is a child of this Portside or was started by one, directly or not, and
   * lives. Reads the table of processes, and again before it says no, since a process shows no mark
   * while it replaces its program: some milliseconds.
   */
  public boolean owns(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    return process.isPresent()
        && IntStream.range(0, Child.LOOKS)
            .anyMatch(look -> everyone().members().contains(process.get()));
  }

  /**
   * Ends all children and what they started: politely all at once, and after a second by force.
   * Returns when nothing is left, the keeper included. May be called again. The end of the Java
   * machine by itself, by Ctrl+C or by SIGTERM calls it.
   */
  @Override
  public void close() {
    synchronized (starting) {
      if (closed) {
        return;
      }
      closed = true;
      if (keeper != null) {
        Family everyone = everyone();
        everyone.askToEnd();
        everyone.awaitEnd(Child.GRACE);
        if (!everyone.kill(Child.KILL_LIMIT, Child.LOOKS)) {
          LOG.log(Level.WARNING, "Still there after SIGKILL: " + everyone.known());
        }
        keeper.close();
      }
      if (memory != null) {
        memory.shutdownNow();
      }
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      // then the hook has nothing left to do
    }
  }

  /** What everything that it started bears. */
  Mark mark() {
    return mark;
  }

  /** The keeper's process, when there is one. */
  Optional<ProcessHandle> keeperProcess() {
    synchronized (starting) {
      return Optional.ofNullable(keeper).map(KeeperLink::handle);
    }
  }

  private ProcessBuilder builder(Command command, Mark ownMark) {
    ProcessBuilder builder = new ProcessBuilder(command.line());
    if (!command.directory().toString().isEmpty()) {
      builder.directory(command.directory().toFile());
    }
    Map<String, String> environment = builder.environment();
    String inherited = environment.getOrDefault(Mark.VARIABLE, "");
    environment.putAll(command.environment());
    environment.keySet().removeIf(SECRET::equalsIgnoreCase); // Windows ignores case
    ownMark.addTo(environment, inherited);
    return builder;
  }

  private Family everyone() {
    Family everyone = new Family(mark, table);
    children.forEach(child -> child.known().forEach(everyone::add));
    return everyone;
  }

  private KeeperLink keeper() throws IOException {
    KeeperLink link = keeper;
    if (link == null) {
      link = startKeeper();
      memory = new ScheduledThreadPoolExecutor(1, Children::daemon);
      memory.scheduleWithFixedDelay(
          this::remember, REMEMBER_EVERY_MILLIS, REMEMBER_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
    return link;
  }

  private KeeperLink startKeeper() throws IOException {
    KeeperLink link = KeeperLink.start(mark);
    keepers++;
    keeper = link;
    children.forEach(child -> child.known().forEach(link::tell));
    link.onExit(this::keeperEnded);
    return link;
  }

  private void keeperEnded() {
    synchronized (starting) {
      if (closed) {
        return;
      }
      try {
        if (keepers < MOST_KEEPERS) {
          startKeeper();
          return;
        }
      } catch (IOException cannot) {
        LOG.log(Level.WARNING, "The keeper ended and does not start again", cannot);
      }
      LOG.log(
          Level.WARNING,
          "Portside's keeper process has ended. Should Portside be killed, children may stay.");
    }
  }

  /** Remembers who descends from whom while the parents still live, here and at the keeper's. */
  private void remember() {
    try {
      rememberFamilies();
    } catch (RuntimeException unforeseen) {
      // An exception would end the schedule; the next look may find the table readable again.
      LOG.log(Level.WARNING, "Portside could not look after its processes", unforeseen);
    }
  }

  private void rememberFamilies() {
    if (children.isEmpty()) {
      return;
    }
    Map<Long, Long> parents = table.parents();
    for (Child child : children) {
      List<ProcessHandle> found = child.remember(parents);
      synchronized (starting) {
        if (keeper != null) {
          found.forEach(keeper::tell);
        }
      }
      if (!child.isAlive() && child.known().isEmpty()) {
        children.remove(child);
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "memory of children");
    thread.setDaemon(true);
    return thread;
  }
}
