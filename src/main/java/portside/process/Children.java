package portside.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final long REMEMBER_EVERY_MILLIS = 500;

  /** What clears its environment and loses its parents sooner than this is not found again. */
  private static final long REMEMBER_FIRST_MILLIS = 100;

  private static final System.Logger LOG = System.getLogger(Children.class.getName());

  private final Mark mark = Mark.ofNewPortside();
  private final ProcessTable table = ProcessTable.ofThisComputer();
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::close, "end of children");
  private final Object starting = new Object();
  private final Keepers keepers;

  // Guarded by starting.
  private @Nullable ScheduledThreadPoolExecutor memory;
  private @Nullable PrivateFolder folder;
  private long number;
  private boolean closed;

  /**
   * Has no process yet; the keeper starts with the first child. Deletes what a Portside that was
   * killed has left in the temporary folder.
   */
  public Children() {
    this(KeeperLink::start);
  }

  Children(Keepers.Starter starter) {
    keepers = new Keepers(mark, starter, this::known);
    Runtime.getRuntime().addShutdownHook(hook);
    // Nobody waits for it: a temporary folder may be slow.
    daemon(
            "tidy the temporary folder",
            () -> PrivateFolder.tidy(PrivateFolder.temporary(), this::endLeft))
        .start();
  }

  /** Ends what a Portside has left that was killed together with its keeper. */
  private void endLeft(Mark theirs) {
    Family left = new Family(theirs, table);
    if (!left.members().isEmpty()) {
      LOG.log(Level.WARNING, "An earlier Portside left programs running; they are ended now.");
      left.kill(Child.KILL_LIMIT, Child.LOOKS);
    }
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
      keepers.begin();
      number++;
      Mark ownMark = mark.ofChild(number);
      Instant now = Instant.now();
      Process process = builder(command, ownMark).start();
      Set<String> pipes = table.outputs(process.pid()); // first: it may end soon
      Output output = Output.of(process, listener, "child " + number);
      Child child =
          new Child(command, process, now, new Family(ownMark, table), pipes, output, table);
      children.add(child);
      keepers.tell(process.toHandle());
      guarded(child);
      return child;
    }
  }

  /** The child and the keeper's Java start side by side; without a keeper there is no child. */
  private void guarded(Child child) throws IOException {
    try {
      keepers.awaitReady();
    } catch (IOException noKeeper) {
      child.close();
      children.remove(child);
      throw noKeeper;
    }
    if (memory == null) {
      memory = new ScheduledThreadPoolExecutor(1, work -> daemon("memory of children", work));
      memory.scheduleWithFixedDelay(
          this::remember, REMEMBER_EVERY_MILLIS, REMEMBER_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
    memory.schedule(this::remember, REMEMBER_FIRST_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * A new folder for the files of a child, below one that only this user can enter. It goes with
   * {@link #close}; after a crash the next Portside deletes it.
   *
   * @param name the beginning of its name
   * @throws IOException when there is no place for temporary files
   * @throws IllegalStateException after {@link #close}
   */
  public Path folder(String name) throws IOException {
    synchronized (starting) {
      if (closed) {
        throw new IllegalStateException("Portside is ending and needs no more folders");
      }
      PrivateFolder parent = folder;
      if (parent == null || !parent.isThere()) {
        parent = PrivateFolder.in(PrivateFolder.temporary(), mark);
        folder = parent;
      }
      return Files.createTempDirectory(parent.path(), name + "-");
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
      if (keepers.process().isPresent()) {
        Family everyone = everyone();
        everyone.askToEnd();
        everyone.awaitEnd(Child.GRACE);
        if (!everyone.kill(Child.KILL_LIMIT, Child.LOOKS)) {
          LOG.log(Level.WARNING, "Still there after SIGKILL: " + everyone.known());
        }
        children.stream().filter(Child::mayBeHeard).forEach(Child::endByForce);
      }
      keepers.close();
      if (memory != null) {
        memory.shutdownNow();
      }
      if (folder != null) {
        folder.close();
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
    return keepers.process();
  }

  private ProcessBuilder builder(Command command, Mark ownMark) {
    ProcessBuilder builder = new ProcessBuilder(command.line());
    if (!command.directory().toString().isEmpty()) {
      builder.directory(command.directory().toFile());
    }
    Surroundings.into(builder);
    builder.environment().putAll(command.environment());
    ownMark.addTo(builder.environment(), System.getenv().getOrDefault(Mark.VARIABLE, ""));
    return builder;
  }

  private List<ProcessHandle> known() {
    return children.stream().flatMap(child -> child.known().stream()).toList();
  }

  private Family everyone() {
    Family everyone = new Family(mark, table);
    known().forEach(everyone::add);
    return everyone;
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
    keepers.retry();
    Map<Long, Long> parents = table.parents();
    for (Child child : children) {
      child.remember(parents).forEach(keepers::tell);
      if (child.known().isEmpty()) {
        child.escaped(keepers::tell);
      }
      if (!child.isAlive() && child.known().isEmpty()) {
        children.remove(child);
      }
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
