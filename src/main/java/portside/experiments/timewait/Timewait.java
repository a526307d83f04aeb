package portside.experiments.timewait;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.access.Role;
import portside.experiments.Action;
import portside.experiments.Experiment;
import portside.experiments.Run;
import portside.net.Holder;

/**
 * Ends a server that has just spoken with a client and starts it again at once: the rest of the
 * connection may be in its way. The run lives on until that rest is gone, which Linux counts down.
 */
public final class Timewait implements Experiment<TimewaitParameters, TimewaitEvidence> {
  /** The client's answer to the server's end takes microseconds on this computer. */
  private static final Duration UNTIL_WAITING = Duration.ofSeconds(2);

  /** RFC 9293 asks for four minutes; Linux takes one, macOS and Windows are said to be shorter. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int MOST_ATTEMPTS = 20;

  @Override
  public String name() {
    return "timewait";
  }

  @Override
  public Class<TimewaitParameters> parameters() {
    return TimewaitParameters.class;
  }

  @Override
  public Class<TimewaitEvidence> evidence() {
    return TimewaitEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("rebind-fails", "rebind-works");
  }

  @Override
  public Map<String, Role> actions() {
    return Map.of("rebind", Role.HOST);
  }

  @Override
  public void run(TimewaitParameters asked, Run<TimewaitEvidence> run) throws Exception {
    EndedConnection ended = EndedConnection.make(asked.reuseAddress());
    long patience = System.nanoTime() + UNTIL_WAITING.toNanos();
    while (!ended.isWaiting() && System.nanoTime() < patience) {
      run.next(Duration.ofMillis(5));
    }
    List<TimewaitEvidence.Attempt> attempts = new ArrayList<>();
    attempts.add(ended.startAgain());
    Optional<Holder> rest = ended.rest();
    run.settle(
        attempts.get(0).worked() ? "rebind-works" : "rebind-fails",
        evidence(ended, rest, attempts));
    while (rest.isPresent() && System.nanoTime() - ended.closedNanos() < LONGEST.toNanos()) {
      Optional<Action> again = run.next(untilNextSecond(rest.get()));
      if (again.isPresent() && attempts.size() < MOST_ATTEMPTS) {
        attempts.add(ended.startAgain());
      }
      rest = ended.rest();
      run.progress(evidence(ended, rest, attempts), 1);
    }
    attempts.add(ended.startAgain());
    run.progress(evidence(ended, rest, attempts), 1);
  }

  /** The count changes when a second of what is left is over, not when one has passed here. */
  private static Duration untilNextSecond(Holder rest) {
    long millis = rest.timeLeft().map(Duration::toMillis).orElse(0L) % SECOND.toMillis();
    return millis < 20 ? SECOND : Duration.ofMillis(millis + 10);
  }

  private static TimewaitEvidence evidence(
      EndedConnection ended, Optional<Holder> rest, List<TimewaitEvidence.Attempt> attempts) {
    return new TimewaitEvidence(
        ended.port(),
        ended.clientPort(),
        rest.map(holder -> holder.state().name()).orElse(null),
        rest.flatMap(Holder::timeLeft)
            .map(left -> (int) ((left.toMillis() + 999) / 1_000))
            .orElse(null),
        attempts.get(0).error(),
        List.copyOf(attempts));
  }
}
