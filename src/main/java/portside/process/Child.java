package portside.process;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A process that Portside started, and the family that it started in turn. {@link Children#start}
 * makes it.
 */
public final class Child implements AutoCloseable {
  /**
   * How long a program may take from its start until it does what it was started for. Java starts
   * in a second, Flask in two; a busy computer takes its time.
   */
  public static final Duration START_PATIENCE = Duration.ofSeconds(45);

  /** How long {@link #close} waits for the polite end. */
  static final Duration GRACE = Duration.ofSeconds(1);

  /** How long to try to kill; only what hangs inside the system takes longer than milliseconds. */
  static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  /** See {@link Family#kill}. */
  static final int LOOKS = 3;

  /** The last lines come a moment after the end; whoever was left behind may hold the pipe open. */
  private static final Duration LAST_LINES = Duration.ofMillis(200);

  /** How long they may take where nobody was left behind: on a busy computer they come late. */
  private static final Duration LATE_LINES = Duration.ofSeconds(3);

  private static final System.Logger LOG = System.getLogger(Child.class.getName());

  private final Command command;
  private final Process process;
  private final Instant startedAt;
  private final Family family;
  private final Output output;
  private final ProcessTable table;
  private final Set<String> pipes;
  private final CompletableFuture<Exit> exit;
  private volatile boolean closed;

  Child(
      Command command,
      Process process,
      Instant startedAt,
      Family family,
      Set<String> pipes,
      Output output,
      ProcessTable table) {
    this.command = command;
    this.process = process;
    this.startedAt = startedAt;
    this.family = family;
    this.output = output;
    this.table = table;
    this.pipes = pipes;
    family.add(process.toHandle());
    this.exit =
        process
            .onExit()
            .thenCompose(
                ended ->
                    lastLines()
                        .thenApply(nothing -> Exit.of(ended.exitValue(), Executables.onWindows())));
  }

  private CompletableFuture<Void> lastLines() {
    return delivered(LAST_LINES)
        .thenComposeAsync(
            nothing ->
                table.holding(pipes).isEmpty()
                    ? delivered(LATE_LINES)
                    : CompletableFuture.completedFuture(null));
  }

  private CompletableFuture<Void> delivered(Duration atMost) {
    return output.delivered().completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What was started. */
  public Command command() {
    return command;
  }

  /** The system's number of the process. Once it has ended, the system may give it to another. */
  public long pid() {
    return process.pid();
  }

  /** When it was started. */
  public Instant startedAt() {
    return startedAt;
  }

  /**
   * The standard input of the process. It is buffered: flush it; close it to let the process see
   * the end of file. Writing waits while the process does not read.
   */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /**
   * Whether the process itself lives; a stopped one does. Java hears of an end a moment after the
   * table of processes shows it.
   */
  public boolean isAlive() {
    return !closed && process.isAlive();
  }

  /** How it ended; empty while it lives. */
  public Optional<Exit> exit() {
    return Optional.ofNullable(exit.getNow(null));
  }

  /**
   * Completes with the end of the process. Its last lines have been delivered by then, unless the
   * listener takes more than three seconds for them, or something that it left behind still holds
   * its output open: that is waited for at most 0.2 s.
   */
  public CompletableFuture<Exit> whenExited() {
    return exit.copy();
  }

  /**
   * Waits for the end of the process.
   *
   * @param limit how long at most
   * @return how it ended; empty when it still lives
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Optional<Exit> awaitExit(Duration limit) throws InterruptedException {
    try {
      return Optional.of(exit.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException stillAlive) {
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The live processes of its family, itself among them while it lives: what bears its mark and
   * what descends from it. Reads the table of processes: some milliseconds.
   */
  public List<ProcessHandle> family() {
    return family.members();
  }

  /**
   * Kills it and its whole family, and waits until nothing is left: what it started, what moved to
   * a session of its own, what is stopped, what escaped but still writes into its output. On Unix
   * that is SIGKILL.
   *
   * @return false when after ten seconds something is still there, which only the system itself can
   *     hold back
   */
  public boolean endByForce() {
    boolean gone = family.kill(KILL_LIMIT, LOOKS);
    while (gone && mayBeHeard()) {
      List<ProcessHandle> found = escaped(one -> {});
      if (found.isEmpty() && family().isEmpty()) {
        break;
      }
      gone = family.kill(KILL_LIMIT, LOOKS);
    }
    if (!gone) {
      LOG.log(Level.WARNING, "Still there after SIGKILL: " + family.known());
    }
    return gone;
  }

  /**
   * Ends it and its family: politely, and after a second by force. Returns when nothing is left.
   * May be called again, and by several threads.
   */
  @Override
  public void close() {
    end(GRACE);
  }

  /**
   * The same with another patience.
   *
   * @param grace how long to wait for the polite end
   */
  public synchronized void end(Duration grace) {
    if (closed) {
      return;
    }
    family.askToEnd();
    family.awaitEnd(grace);
    closed = endByForce();
    closeInput();
  }

  private void closeInput() {
    try {
      input().close();
    } catch (IOException nobodyReads) {
      // as is to be expected
    }
  }

  /**
   * Finds what has cleared its environment and lost its parents before anybody looked, but still
   * has the output of this child, which has ended; makes it a member of the family, and says so in
   * the log. What has closed that too cannot be seen, nor what a child leaves that ends within the
   * first millisecond, before anybody could look at its output.
   *
   * @param tell gets those that were found now, before it is logged
   * @return those that were found now
   */
  List<ProcessHandle> escaped(Consumer<ProcessHandle> tell) {
    if (process.isAlive() || output.awaitClosed(Duration.ZERO)) {
      return List.of();
    }
    Set<Long> holding = table.holding(pipes);
    List<ProcessHandle> found = holding.isEmpty() ? List.of() : family.adopt(holding);
    if (!found.isEmpty()) {
      found.forEach(tell);
      LOG.log(
          Level.WARNING,
          "A child of Portside hid what it started, and Portside found it: "
              + found.stream()
                  .map(one -> one.pid() + " " + one.info().command().orElse(""))
                  .toList()
              + ", from: "
              + command.shown());
    }
    return found;
  }

  /** Whether somebody may still have its output, after a moment for an end that is on its way. */
  boolean mayBeHeard() {
    return !output.awaitClosed(LAST_LINES);
  }

  /** What {@link Family#remember} does, for the family of this child. */
  List<ProcessHandle> remember(Map<Long, Long> parents) {
    return family.remember(parents);
  }

  /** The members that were seen so far. */
  List<ProcessHandle> known() {
    return family.known();
  }
}
