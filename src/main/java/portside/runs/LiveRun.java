package portside.runs;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.experiments.Action;
import portside.experiments.Missing;
import portside.experiments.Registered;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Spot;
import portside.experiments.Watchers;
import portside.net.ThisComputer;

/** A run while it is in memory: what the experiment writes, and what everybody else reads. */
final class LiveRun<P extends Record, E extends Record> implements Run<E> {
  private static final System.Logger LOG = System.getLogger(LiveRun.class.getName());
  private static final int ACTIONS = 16;

  private final String id;
  private final Registered<P, E> experiment;
  private final P parameters;
  private final Caller caller;
  private final Progress<P, E> progress;
  private final BooleanSupplier ending;
  private final Resources resources;
  private final News news;
  private final BlockingQueue<Action> actions = new ArrayBlockingQueue<>(ACTIONS);
  private final Measurements measurements = new Measurements();
  private final WatcherCount watchers = new WatcherCount();
  private final CompletableFuture<Void> answered = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private final AtomicReference<CompletableFuture<Void>> change =
      new AtomicReference<>(new CompletableFuture<>());

  private @Nullable Thread thread; // guarded by this

  private volatile boolean stopAsked;

  /**
   * @param spot the card or claim where it was started, or null
   * @param clock tells news that has to wait
   * @param tell hears of every change
   * @param ending whether Portside itself ends
   */
  LiveRun(
      String id,
      Registered<P, E> experiment,
      P parameters,
      Caller caller,
      @Nullable Spot spot,
      ScheduledExecutorService clock,
      Consumer<RunState> tell,
      BooleanSupplier ending) {
    this.id = id;
    this.experiment = experiment;
    this.parameters = parameters;
    this.caller = caller;
    this.progress = new Progress<>(id, experiment, parameters, caller, spot);
    this.resources = new Resources(experiment.name());
    this.ending = ending;
    this.news = new News(clock, () -> tell.accept(state()));
  }

  /** Does the experiment on the calling thread, to its end. */
  void execute() {
    synchronized (this) {
      thread = Thread.currentThread();
    }
    try {
      if (!stopAsked) {
        Optional<Missing> lacking = experiment.endsWithout(parameters, ThisComputer.now());
        if (lacking.isPresent()) {
          missing(lacking.get());
        } else {
          experiment.experiment().run(parameters, this);
        }
        RunState done = state();
        if (!done.settled() && done.missing() == null) {
          throw new IllegalStateException(experiment.name() + " ended without an outcome");
        }
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "run {0} was stopped", id);
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      broke(e);
    } finally {
      synchronized (this) {
        thread = null; // from here on a stop interrupts nothing: the thread may get another run
      }
      Thread.interrupted(); // closing must not be cut short by a late stop
      end();
    }
  }

  private void broke(Throwable e) {
    // Whether there is a Flask may be known only now that somebody has asked for it.
    Optional<Missing> lacking =
        experiment.endsWithout(parameters, ThisComputer.now()).or(() -> Shortage.of(e));
    if (lacking.isPresent() && !state().settled()) {
      missing(lacking.get());
    } else if (!stopAsked && !ending.getAsBoolean()) {
      // What breaks because its sockets or its children were ended under it is no failure. Ctrl+C
      // reaches the children as soon as Portside itself.
      if (e instanceof IOException) {
        // The computer's doing, of which the page says more; only a mistake of ours needs a trace.
        LOG.log(Level.WARNING, "experiment " + experiment.name() + " failed: " + e);
      } else {
        LOG.log(Level.WARNING, "experiment " + experiment.name() + " failed", e);
      }
      progress.failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  private void end() {
    resources.close();
    progress.ended();
    told(News.Kind.ANSWER); // before anybody who waits for the end goes on
    answered.complete(null);
    ended.complete(null);
  }

  /** Asks the run to end. */
  void stop() {
    stopAsked = true;
    synchronized (this) {
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  /**
   * Hands an action to the experiment. What guests may send is kept apart, so that a whole class
   * neither fills the queue of whoever drives the run nor waits in it.
   *
   * @return false when the run does not take it: it has ended, or has too many waiting
   */
  boolean offer(Action action) {
    if (!alive()) {
      return false;
    }
    if (experiment.isMeasurement(action.name())) {
      measurements.add(action);
      return true;
    }
    return actions.offer(action);
  }

  boolean alive() {
    return progress.alive();
  }

  /** A page of that caller follows the run from now on; to be called when it does no more. */
  Runnable watch(Caller caller) {
    return watchers.add(caller);
  }

  /** Completes when the run has settled or ended. */
  CompletableFuture<Void> answered() {
    return answered;
  }

  /** Completes when the run has ended and its resources are closed. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Completes with the next change other than a line, however many there were just now. */
  CompletableFuture<Void> change() {
    return change.get();
  }

  private void told(News.Kind kind) {
    if (kind != News.Kind.DETAIL) {
      change.getAndSet(new CompletableFuture<>()).complete(null);
    }
    news.changed(kind);
  }

  @Nullable Attachment attachment(String name) {
    return progress.attachment(name);
  }

  /** As it is now; the same object for everybody who asks before the next change. */
  RunState state() {
    return progress.state();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public void progress(E soFar, double part) {
    progress.progress(soFar, part);
    told(News.Kind.STATE);
  }

  @Override
  public void line(String stream, String text) {
    progress.line(stream, text);
    told(News.Kind.DETAIL);
  }

  @Override
  public void settle(String outcome, E evidence) {
    progress.settle(outcome, evidence);
    answered.complete(null);
    told(News.Kind.ANSWER);
  }

  @Override
  public void missing(Missing what) {
    progress.missing(what);
    told(News.Kind.STATE);
  }

  @Override
  public void changed(String program, boolean changed) {
    if (progress.changed(program, changed)) {
      told(News.Kind.DETAIL);
    }
  }

  @Override
  public Optional<Action> next(Duration wait) throws InterruptedException {
    return Optional.ofNullable(actions.poll(wait.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public List<Action> measurements() {
    return measurements.take();
  }

  @Override
  public Watchers watchers() {
    return watchers.now();
  }

  @Override
  public void attach(String name, String type, byte[] body) {
    progress.attach(name, new Attachment(type, body));
    told(News.Kind.DETAIL);
  }

  @Override
  public <R extends AutoCloseable> R own(R resource) {
    return resources.own(resource);
  }
}
