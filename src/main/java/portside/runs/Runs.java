package portside.runs;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portside.access.Caller;
import portside.experiments.Action;
import portside.experiments.BadInput;
import portside.experiments.Refused;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Watchers;
import portside.net.ThisComputer;

/** The runs of this Portside: starts them, finds them, ends them, tells who listens. */
public final class Runs implements AutoCloseable {
  /** A browser that asks twice is a mistake; a program that asks a hundred times is a nuisance. */
  private static final int AT_ONCE_PER_ADDRESS = 12;

  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
  private static final int AT_ONCE = 400;

  private final SecureRandom random = new SecureRandom();
  private final Remembered runs = new Remembered();
  private final Map<InetAddress, AtomicInteger> atOnce = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> alikeAtOnce = new ConcurrentHashMap<>();
  private final List<Consumer<RunState>> listeners = new CopyOnWriteArrayList<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0, AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Runs::daemon);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Runs::daemon);

  /**
   * Starts a run on a thread of its own.
   *
   * @throws BadInput when a parameter is not allowed
   * @throws Refused when too many runs live
   */
  public <P extends Record, E extends Record> RunState start(
      Registered<P, E> experiment, Map<String, String> given, Caller caller) {
    P parameters = experiment.parameters().read(given);
    experiment.experiment().check(parameters, ThisComputer.now());
    AtomicInteger mine = atOnce.computeIfAbsent(caller.address(), a -> new AtomicInteger());
    AtomicInteger alike = alikeAtOnce.computeIfAbsent(experiment.name(), e -> new AtomicInteger());
    take(mine, AT_ONCE_PER_ADDRESS);
    try {
      take(alike, experiment.experiment().atOnce());
    } catch (Refused tooMany) {
      mine.decrementAndGet();
      throw tooMany;
    }
    LiveRun<P, E> run = new LiveRun<>(newId(), experiment, parameters, caller, clock, this::tell);
    try {
      threads.execute(
          () -> {
            try {
              run.execute();
            } finally {
              mine.decrementAndGet();
              alike.decrementAndGet();
            }
          });
    } catch (RejectedExecutionException e) {
      mine.decrementAndGet();
      alike.decrementAndGet();
      throw new Refused(Refused.Reason.TOO_MANY);
    }
    runs.add(run);
    return run.state();
  }

  private static void take(AtomicInteger places, int most) {
    if (places.incrementAndGet() > most) {
      places.decrementAndGet();
      throw new Refused(Refused.Reason.TOO_MANY);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "run");
    thread.setDaemon(true);
    return thread;
  }

  private String newId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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

  private CompletableFuture<RunState> after(
      String id, Function<LiveRun<?, ?>, CompletableFuture<Void>> event, Duration atMost) {
    LiveRun<?, ?> run = live(id).orElseThrow(() -> new Refused(Refused.Reason.NO_SUCH_RUN));
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
    LiveRun<?, ?> run = live(id).orElseThrow(() -> new Refused(Refused.Reason.NO_SUCH_RUN));
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
    runs.all().forEach(LiveRun::stop);
    clock.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
        LOG.warn("runs did not end in two seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
