package portside.cards;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.access.Sight;
import portside.experiments.Missing;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.experiments.owner.OwnerEvidence;

/** Runs as they stood at one moment, which a real one passes too quickly to be looked at. */
final class Stood {
  /** What is found at a port that nobody has. */
  static final OwnerEvidence NOBODY =
      new OwnerEvidence(0, false, null, List.of(), List.of(), null, false, List.of());

  private Stood() {}

  /** A run of which nothing is known yet. */
  static RunState alive(Registered<?, ?> experiment, Map<String, String> given) {
    return state(experiment, given, true, null, null, null);
  }

  /** One that has ended with an answer. */
  static RunState settled(
      Registered<?, ?> experiment,
      Map<String, String> given,
      String outcome,
      @Nullable Record evidence) {
    return state(experiment, given, false, outcome, null, evidence);
  }

  /** One that has ended for want of something. */
  static RunState lacking(Registered<?, ?> experiment, Map<String, String> given, Missing missing) {
    return state(experiment, given, false, null, missing, null);
  }

  /** One that somebody has stopped. */
  static RunState stopped(Registered<?, ?> experiment, Map<String, String> given) {
    return state(experiment, given, false, null, null, null);
  }

  /** The same as it is looked back at. */
  static RunState lookedBack(RunState run, int moment) {
    return Trial.with(run, run.evidence(), run.changed(), moment);
  }

  private static RunState state(
      Registered<?, ?> experiment,
      Map<String, String> given,
      boolean alive,
      @Nullable String outcome,
      @Nullable Missing missing,
      @Nullable Record evidence) {
    return new RunState(
        "a-run",
        experiment,
        experiment.parameters().read(given),
        experiment.complete(given),
        Trial.host(),
        null,
        Instant.EPOCH,
        alive,
        outcome,
        missing,
        null,
        evidence,
        0,
        List.of(),
        List.of(),
        3,
        Sight.HOST,
        null);
  }
}
