package portside.experiments;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Sight;

/**
 * A run as it stood at one moment.
 *
 * @param id its unguessable name
 * @param experiment what runs
 * @param parameters its parameters
 * @param values the same as text, complete and in order
 * @param caller who started it
 * @param spot the card or claim where it was started; null where no page started it
 * @param startedAt when
 * @param alive whether it still runs; a settled run may live on
 * @param outcome what came out, or null while it has not settled
 * @param missing what it lacked, so that nothing could be tested; null where nothing was missing
 * @param failure what nobody expected, in the system's words, or null
 * @param evidence what was measured so far, or null
 * @param part how far it is, 0 to 1
 * @param lines the last lines of its consoles and protocols
 * @param changed the programs of the course that it runs as its reader has changed them, by lesson
 *     and file, such as {@code flask/hello.py}
 * @param version grows with every change
 * @param sight whose eyes it was cut for
 * @param moment the earlier moment of the run that is looked back at; null for now
 */
public record RunState(
    String id,
    Registered<?, ?> experiment,
    Record parameters,
    Map<String, String> values,
    Caller caller,
    @Nullable Spot spot,
    Instant startedAt,
    boolean alive,
    @Nullable String outcome,
    @Nullable Missing missing,
    @Nullable String failure,
    @Nullable Record evidence,
    double part,
    List<Line> lines,
    List<String> changed,
    long version,
    Sight sight,
    @Nullable Integer moment) {

  /**
   * A line of a console or a protocol.
   *
   * @param stream where it comes from
   * @param text what it says
   */
  public record Line(String stream, String text) {}

  /**
   * The same as it may be seen: for guests without the evidence that is not marked for them,
   * without lines and without the system's words of a failure. What is cut is not there for any
   * template.
   */
  public RunState as(Sight seen) {
    if (seen == sight || !sight.host()) {
      return this;
    }
    return new RunState(
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
        failure == null ? null : "",
        evidence == null ? null : Evidence.cut(evidence, seen),
        part,
        List.of(),
        changed,
        version,
        seen,
        moment);
  }

  /**
   * The same as it stood at an earlier moment of the run; where that moment is now, or is not kept,
   * as it stands now.
   *
   * @param earlier which one, as the experiment's evidence counts them, from 1
   */
  public RunState at(int earlier) {
    Record then = evidence == null ? null : experiment.at(evidence, earlier);
    return then == evidence
        ? this
        : new RunState(
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
            then,
            part,
            lines,
            changed,
            version,
            sight,
            earlier);
  }

  /** Whether it is a run of that experiment. */
  public boolean isOf(Registered<?, ?> other) {
    return experiment.name().equals(other.name());
  }

  /** Whether it has said what came out. */
  public boolean settled() {
    return outcome != null;
  }

  /** Whether it ended without an outcome because somebody stopped it. */
  public boolean stopped() {
    return !alive && outcome == null && missing == null && failure == null;
  }

  /** Whether there is nothing more to wait for before the answer to a request. */
  public boolean answered() {
    return settled() || !alive;
  }
}
