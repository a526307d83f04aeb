package portside.experiments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.access.Role;
import portside.access.Sight;
import portside.net.ThisComputer;
import portside.page.Words;

/**
 * An experiment of the register, together with the reader of its parameters.
 *
 * @param experiment the experiment
 * @param parameters reads and writes its parameters
 */
public record Registered<P extends Record, E extends Record>(
    Experiment<P, E> experiment, Parameters<P> parameters) {

  /** An experiment of the register. */
  public static <P extends Record, E extends Record> Registered<P, E> of(
      Experiment<P, E> experiment) {
    return new Registered<>(experiment, Parameters.of(experiment.parameters()));
  }

  /** The experiment's one name. */
  public String name() {
    return experiment.name();
  }

  /**
   * Completes parameters that are given in part.
   *
   * @return every parameter as text, in the order of the record; equal for equal parameters
   * @throws BadInput when a name is unknown or a value is not allowed
   */
  public Map<String, String> complete(Map<String, String> given) {
    return parameters.write(parameters.read(given));
  }

  /** Why a run with these parameters ends at once, without an outcome. */
  public Optional<Missing> endsWithout(P asked, ThisComputer here) {
    if (here.hasIpv6() || !namesIpv6(asked)) {
      return experiment.outcomes().contains(Missing.OUTCOME)
          ? Optional.empty()
          : experiment.missing(asked, here);
    }
    return Optional.of(new Missing("ipv6"));
  }

  /** Without IPv6 no address of it can be had or called, whatever an experiment does with it. */
  private static boolean namesIpv6(Record asked) {
    return Arrays.stream(asked.getClass().getRecordComponents())
        .anyMatch(component -> Records.get(component, asked) instanceof Inet6Address);
  }

  /** The experiment's words. */
  public Words words(String lang) {
    return Words.of("experiments/" + name(), lang);
  }

  /**
   * The least role that may do this to one of its runs.
   *
   * @param action {@code stop}, or one of {@link Experiment#actions()}
   * @throws BadInput when there is no such action
   */
  public Role mayAct(String action) {
    if (action.equals("stop")) {
      return experiment.mayRun();
    }
    Map<String, Role> actions = experiment.actions();
    if (!actions.containsKey(action)) {
      List<String> allowed = new ArrayList<>(actions.keySet());
      allowed.add("stop");
      throw new BadInput(
          "unknown-action", Map.of("given", action, "allowed", String.join(", ", allowed)));
    }
    return actions.get(action);
  }

  /** Whether an action is a measurement of many browsers: see {@link Run#measurements}. */
  public boolean isMeasurement(String action) {
    return experiment.actions().get(action) == Role.GUEST;
  }

  /** Why it cannot run on this computer with these parameters. */
  public Optional<Missing> missing(Map<String, String> given, ThisComputer here) {
    P asked = parameters.read(given);
    return endsWithout(asked, here).or(() -> experiment.missing(asked, here));
  }

  /** The program of the course that a run with these parameters starts, as its reader has it. */
  public Optional<String> program(Map<String, String> given) {
    return experiment.program(parameters.read(given));
  }

  /** The evidence as it stood at an earlier moment: see {@link Experiment#at}. */
  E at(Record now, int moment) {
    return experiment.at(experiment.evidence().cast(now), moment);
  }

  /** What a card shows before any run with these parameters. */
  public Optional<E> before(Map<String, String> given, Sight sight) {
    try {
      return experiment.before(parameters.read(given), sight);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
