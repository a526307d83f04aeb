package portside.runs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Sight;
import portside.experiments.Echo;
import portside.experiments.Missing;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Spot;

/**
 * What a run has shown so far; every change is a new version. What grows is bounded: of the lines
 * the last are kept. Safe for every thread.
 */
final class Progress<P extends Record, E extends Record> {
  private static final int LINES = 500;
  private static final int LINE_LENGTH = 2_000;
  private static final int ATTACHMENTS = 8;

  private final String id;
  private final Registered<P, E> experiment;
  private final P parameters;
  private final Map<String, String> values;
  private final Caller caller;
  private final @Nullable Spot spot;
  private final Instant startedAt = Instant.now();

  // guarded by this
  private final Deque<RunState.Line> lines = new ArrayDeque<>();
  private final Map<String, Attachment> attachments = new LinkedHashMap<>();
  private final Set<String> changed = new TreeSet<>();
  private boolean alive = true;
  private @Nullable String outcome;
  private @Nullable Missing missing;
  private @Nullable String failure;
  private @Nullable E evidence;
  private double part;
  private long version;
  private @Nullable RunState shown; // as of its version

  /**
   * @param spot the card or claim where the run was started, or null
   */
  Progress(
      String id, Registered<P, E> experiment, P parameters, Caller caller, @Nullable Spot spot) {
    this.id = id;
    this.experiment = experiment;
    this.parameters = parameters;
    this.values = experiment.parameters().write(parameters);
    this.caller = caller;
    this.spot = spot;
  }

  /** As it is now; the same object for everybody who asks before the next change. */
  synchronized RunState state() {
    if (shown == null || shown.version() != version) {
      shown =
          new RunState(
              id,
              experiment,
              parameters,
              values,
              caller,
              spot,
              startedAt,
              alive,
              outcome,
              missing,
              failure,
              evidence,
              part,
              List.copyOf(lines),
              List.copyOf(changed),
              version,
              Sight.HOST,
              null);
    }
    return shown;
  }

  synchronized boolean alive() {
    return alive;
  }

  synchronized @Nullable Attachment attachment(String name) {
    return attachments.get(name);
  }

  /**
   * @param part how much is done, 0 to 1
   */
  synchronized void progress(E soFar, double part) {
    this.evidence = soFar;
    this.part = Math.max(0, Math.min(1, part));
    version++;
  }

  /** Keeps a line of raw output. */
  synchronized void line(String stream, String text) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(new RunState.Line(stream, Echo.of(text, LINE_LENGTH)));
    version++;
  }

  /**
   * Whether it runs that program as its reader has changed it.
   *
   * @return whether that is news
   */
  synchronized boolean changed(String program, boolean isChanged) {
    boolean news = isChanged ? changed.add(program) : changed.remove(program);
    version += news ? 1 : 0;
    return news;
  }

  /** Keeps a large result, in place of an earlier one of that name. */
  synchronized void attach(String name, Attachment what) {
    if (attachments.size() == ATTACHMENTS && !attachments.containsKey(name)) {
      throw new IllegalStateException("too many attachments");
    }
    attachments.put(name, what);
    version++;
  }

  /**
   * It has its result.
   *
   * @throws IllegalArgumentException for an outcome that the experiment does not declare
   * @throws IllegalStateException when it has one already
   */
  synchronized void settle(String outcome, E evidence) {
    if (!experiment.experiment().outcomes().contains(outcome)) {
      throw new IllegalArgumentException(experiment.name() + " does not declare " + outcome);
    }
    notSettled();
    this.outcome = outcome;
    this.evidence = evidence;
    this.part = 1;
    version++;
  }

  /**
   * It has no result, for want of something.
   *
   * @throws IllegalStateException when it has one already
   */
  synchronized void missing(Missing what) {
    notSettled();
    // what a changed program did not do is no matter of the computer it runs on
    missing = changed.isEmpty() ? what : what.ofChanged(changed);
    version++;
  }

  private void notSettled() {
    if (outcome != null) {
      throw new IllegalStateException("the run has settled with " + outcome);
    }
  }

  /** It broke. */
  synchronized void failed(String how) {
    failure = how;
    version++;
  }

  /** It has ended. */
  synchronized void ended() {
    alive = false;
    version++;
  }
}
