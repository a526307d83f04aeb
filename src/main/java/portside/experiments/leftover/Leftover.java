package portside.experiments.leftover;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portside.access.Role;
import portside.experiments.Action;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Opened;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.leftover.LeftoverParameters.Variant;
import portside.instruments.LessonProgram;
import portside.net.HostSystem;
import portside.net.IpAddresses;
import portside.net.ThisComputer;
import portside.process.Children;
import portside.process.Exit;
import portside.programs.Pythons;

/**
 * Leaves a program behind that holds a port, and watches how the reader ends it in their own
 * terminal: politely, by force, or not at all.
 */
public final class Leftover implements Experiment<LeftoverParameters, LeftoverEvidence> {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** A process that is not our own child tells of its end by a line, which may come late. */
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  private final Children children;
  private final Pythons pythons;

  /**
   * @param children starts what is left behind
   * @param pythons finds the Python with Flask, for the reloader
   */
  public Leftover(Children children, Pythons pythons) {
    this.children = children;
    this.pythons = pythons;
  }

  @Override
  public String name() {
    return "leftover";
  }

  @Override
  public Class<LeftoverParameters> parameters() {
    return LeftoverParameters.class;
  }

  @Override
  public Class<LeftoverEvidence> evidence() {
    return LeftoverEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("ended-politely", "ended-by-force", "still-running");
  }

  @Override
  public Map<String, Role> actions() {
    return Map.of("pid", Role.HOST, "give-up", Role.HOST);
  }

  @Override
  public Optional<Missing> missing(LeftoverParameters asked, ThisComputer here) {
    boolean windows = HostSystem.here() == HostSystem.WINDOWS;
    if (asked.variant() == Variant.STOPPED && windows) {
      return Optional.of(new Missing("stopped-windows"));
    }
    if (asked.variant() != Variant.RELOADER) {
      return Optional.empty();
    }
    return pythons.lack("flask") ? Optional.of(new Missing("flask")) : LessonProgram.noPlace();
  }

  @Override
  public Optional<Opened> opened(RunState run) {
    LeftoverEvidence found = (LeftoverEvidence) run.evidence();
    return found == null || found.port() == null
        ? Optional.empty()
        : Optional.of(new Opened(IpAddresses.LOOPBACK, found.port()));
  }

  @Override
  public void run(LeftoverParameters asked, Run<LeftoverEvidence> run) throws Exception {
    Leftbehind program = start(asked.variant(), run);
    String typed = null;
    LeftoverEvidence shown = null;
    long end = System.nanoTime() + LONGEST.toNanos();
    LeftoverEvidence.Guess guess = null;
    Set<Long> judged = Set.of();
    for (Set<Long> alive = program.alive(); !alive.isEmpty(); alive = program.alive()) {
      if (typed != null && !alive.equals(judged)) { // what was right of it may be so no more
        guess = Judge.judge(typed, program);
        judged = alive;
      }
      LeftoverEvidence now = evidence(program, guess, false);
      if (!now.equals(shown)) {
        run.progress(now, 0);
        shown = now;
      }
      Optional<Action> action = run.next(LOOK);
      if (action.filter(a -> a.name().equals("give-up")).isPresent() || System.nanoTime() > end) {
        run.settle("still-running", evidence(program, guess, true));
        return; // and the run ends what it started
      }
      if (action.isPresent()) {
        typed = action.get().fields().getOrDefault("pid", "");
        judged = Set.of();
      }
    }
    awaitLastWords(program, run);
    LeftoverEvidence found = evidence(program, guess, true);
    run.settle(outcome(found.members()), found);
  }

  private Leftbehind start(Variant variant, Run<LeftoverEvidence> run) throws Exception {
    Start start = new Start(children, pythons);
    if (variant == Variant.RELOADER) {
      return start.reloader(
          run, pythons.withFlask().orElseThrow(() -> new java.io.IOException("No Flask here")));
    }
    Leftbehind program = start.plain(run);
    if (variant == Variant.STOPPED) {
      start.stop(program);
    }
    return program;
  }

  private static void awaitLastWords(Leftbehind program, Run<LeftoverEvidence> run)
      throws InterruptedException {
    long end = System.nanoTime() + LAST_WORDS.toNanos();
    // The exit is known when the last lines of our own child have come.
    while (program.exit().isEmpty() || System.nanoTime() < end) {
      run.next(Duration.ofMillis(20));
    }
  }

  /** By force, if any of its processes had to be. */
  static String outcome(List<LeftoverEvidence.Member> members) {
    return members.stream().anyMatch(member -> member.state().equals("force"))
        ? "ended-by-force"
        : "ended-politely";
  }

  private static LeftoverEvidence evidence(
      Leftbehind program, LeftoverEvidence.@Nullable Guess guess, boolean all) {
    List<LeftoverEvidence.Member> members = program.members(all);
    Set<Long> alive = program.alive();
    Optional<Signals> signals = alive.isEmpty() ? Optional.empty() : signals(program);
    return new LeftoverEvidence(
        program.port(),
        !alive.isEmpty(),
        signals.map(Signals::stopped).orElse(null),
        signals.map(Signals::termWaits).orElse(null),
        members,
        program.goodbyes(),
        program.exit().map(Leftover::words).orElse(null),
        story(members),
        guess);
  }

  private static Optional<Signals> signals(Leftbehind program) {
    return program.isFirstAlive() ? Signals.of(program.pid()) : Optional.empty();
  }

  private static String words(Exit exit) {
    return exit.signal().map(signal -> signal + " (" + exit.code() + ")").orElse("" + exit.code());
  }

  /** What happened so far: each process that was found or has ended, with its state. */
  static String story(List<LeftoverEvidence.Member> members) {
    List<String> parts =
        members.stream()
            .filter(member -> !member.state().equals("alive"))
            .map(member -> member.role() + "-" + member.state())
            .toList();
    return parts.isEmpty() ? "alive" : String.join(".", parts);
  }
}
