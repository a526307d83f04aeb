package portside.lesson.reading;

import java.util.Map;
import java.util.Optional;
import portside.experiments.BadInput;
import portside.experiments.Registered;

/** Judges the parameters that a text gives to an experiment. */
final class InputProblems {
  private InputProblems() {}

  /** What is wrong, and what to do, in English. */
  record Sentence(String what, String todo) {}

  /**
   * Tries parameters as the experiment will read them.
   *
   * @param given the parameters, as text
   * @return what is wrong with them, or empty when they are allowed
   */
  static Optional<Sentence> judge(Registered<?, ?> experiment, Map<String, String> given) {
    try {
      experiment.complete(given);
      return Optional.empty();
    } catch (BadInput bad) {
      return Optional.of(sentence(bad));
    }
  }

  private static Sentence sentence(BadInput bad) {
    Map<String, String> values = bad.values();
    String parameter = values.getOrDefault("parameter", "?");
    String given = Problems.shown(values.getOrDefault("given", ""));
    String allowed = values.getOrDefault("allowed", "");
    String hint = values.getOrDefault("hint", "");
    String todo = hint.isEmpty() ? "allowed: " + allowed : "did you mean " + hint + "?";
    String what =
        switch (bad.problem()) {
          case "unknown-parameter" -> "unknown parameter " + parameter;
          case "empty" -> parameter + " is empty";
          case "not-a-number" -> parameter + " is no number: " + given;
          case "out-of-range" -> parameter + " is out of range: " + given;
          case "not-an-address" -> parameter + " is no address: " + given;
          case "too-long" -> parameter + " is too long";
          case "not-a-choice" -> parameter + " cannot be " + given;
          default -> parameter + ": " + bad.problem() + (given.isEmpty() ? "" : " " + given);
        };
    return new Sentence(what, todo);
  }
}
