package portside.runs;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.RandomId;
import portside.access.Role;
import portside.experiments.Action;
import portside.experiments.BadInput;
import portside.experiments.Refused;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Spot;
import portside.experiments.Watchers;
import portside.net.ThisComputer;

/** The runs of this Portside: starts them, finds them, ends them, tells who listens. */
public final class Runs implements AutoCloseable {
  /** A browser that asks twice is a mistake; a program that asks a hundred times is a nuisance. */
  private static final int AT_ONCE_PER_PERSON = 12;

  /** A class may be one address, and many of it may not have shown an id yet. */
  private static final int AT_ONCE_PER_ADDRESS = 300;

  /** Of all guests together, so that there are always some left for the host. */
  private static final int AT_ONCE_OF_GUESTS = 350;

  private static final System.Logger LOG = System.getLogger(Runs.class.getName());
  private static final int AT_ONCE = 400;

  private final Results results = new Results();
  private final Remembered runs = new Remembered(results);
  private final Quotas quotas = new Quotas();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final List<Consumer<RunState>> listeners = new CopyOnWriteArrayList<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0, AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Runs::daemon);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Runs::daemon);

  /**
   * Starts a run on a thread of its own.
   *
   * @param spot the card or claim where it is started, or null where no page starts it
   * @throws BadInput when a parameter is not allowed
   * @throws Refused when too many runs live
   */
  public <P extends Record, E extends Record> RunState start(
      Registered<P, E> experiment, Map<String, String> given, Caller caller, @Nullable Spot spot) {
    P parameters = experiment.parameters().read(given);
    experiment.experiment().check(parameters, ThisComputer.now());
    List<Quotas.Quota> taken = taken(experiment, caller);
    quotas.take(taken);
    LiveRun<P, E> run =
        new LiveRun<>(
            RandomId.ofBytes(16),
            experiment,
            parameters,
            caller,
            spot,
            clock,
            this::tell,
            ending::get);
    // What it owns first is closed last, and before anybody hears of its end.
    run.own((AutoCloseable) () -> quotas.leave(taken));
    try {
      threads.execute(run::execute);
    } catch (RejectedExecutionException e) {
      quotas.leave(taken);
      throw new Refused(Refused.Reason.TOO_MANY);
    }
    runs.add(run);
    return run.state();
  }

  /** The quotas that a run counts for. */
  private static List<Quotas.Quota> taken(Registered<?, ?> experiment, Caller caller) {
    List<Quotas.Quota> taken = new ArrayList<>();
    if (caller.role() == Role.GUEST) {
      taken.add(new Quotas.Quota(Role.GUEST, AT_ONCE_OF_GUESTS));
      // Whoever makes up persons has no more runs for it.
      taken.add(new Quotas.Quota(caller.address(), AT_ONCE_PER_ADDRESS));
    }
    if (caller.person() != null || caller.role() == Role.HOST) {
      taken.add(new Quotas.Quota(List.of(caller.whose()), AT_ONCE_PER_PERSON));
    }
    taken.add(new Quotas.Quota(experiment.name(), experiment.experiment().atOnce()));
    return taken;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "run");
    thread.setDaemon(true);
    return thread;
  }

  /** The latest run of each person. */
  public Results results() {
    return results;
  }

  /** The run's state now, where it is remembered. */
  public Optional<RunState> find(String id) {
    return live(id).map(LiveRun::state);
  }

  private Optional<LiveRun<?, ?>> live(String id) {
    return runs.find(id);
  }

  /**
   * The run's state once it has settled or ended.
   *
   * @param atMost how long to wait at most
   */
  public CompletableFuture<RunState> answered(String id, Duration atMost) {
    return after(id, LiveRun::answered, atMost);
  }

  /**
   * The run's state once it has ended and its resources are closed.
   *
   * @param atMost how long to wait at most
   */
  public CompletableFuture<RunState> ended(String id, Duration atMost) {
    return after(id, LiveRun::ended, atMost);
  }

  /**
   * The run's state once it has shown something new from now on, other than a line, or has ended.
   *
   * @param atMost how long to wait at most
   * @throws Refused when the run is unknown
   */
  public CompletableFuture<RunState> changed(String id, Duration atMost) {
    return after(id, LiveRun::change, atMost);
  }

  private static Refused noSuchRun() {
    return new Refused(Refused.Reason.NO_SUCH_RUN);
  }

  private CompletableFuture<RunState> after(
      String id, Function<LiveRun<?, ?>, CompletableFuture<Void>> event, Duration atMost) {
    LiveRun<?, ?> run = live(id).orElseThrow(Runs::noSuchRun);
    return event
        .apply(run)
        .copy()
        .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(done -> run.state());
  }

  /** A large result of a run, where there is one of that name. */
  public Optional<Attachment> attachment(String id, String name) {
    return live(id).map(run -> run.attachment(name));
  }

  /**
   * Hands an action to a run; {@code stop} ends it. What guests may do is never refused while the
   * run lives: see {@link portside.experiments.Run#measurements}.
   *
   * @throws BadInput when the experiment has no such action
   * @throws Refused when the run is unknown, or does not take it now
   */
  public RunState act(String id, Action action) {
    LiveRun<?, ?> run = live(id).orElseThrow(Runs::noSuchRun);
    if (action.name().equals("stop")) {
      run.stop();
    } else if (!run.offer(action)) {
      throw new Refused(Refused.Reason.BUSY);
    }
    return run.state();
  }

  /**
   * Notes that a page follows a run from now on.
   *
   * @param caller whose page it is
   * @return to be called once, when it does no more; empty when the run is unknown
   */
  public Optional<Runnable> watch(String id, Caller caller) {
    return live(id).map(run -> run.watch(caller));
  }

  /** Who follows a run over a live connection; nobody, where it is unknown. */
  public Watchers watchers(String id) {
    return live(id).map(LiveRun::watchers).orElse(Watchers.NONE);
  }

  /**
   * Hears of every change of every run, as often as {@link News} allows.
   *
   * @param listener must not block
   */
  public void listen(Consumer<RunState> listener) {
    listeners.add(listener);
  }

  private void tell(RunState state) {
    listeners.forEach(listener -> listener.accept(state));
  }

  /** Ends every run and waits, two seconds at most, until their resources are closed. */
  @Override
  public void close() {
    ending.set(true);
    runs.all().forEach(LiveRun::stop);
    clock.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "runs did not end in two seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
