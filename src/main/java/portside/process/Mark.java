package portside.process;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What tells Portside's processes from everybody else's: a random text in the environment variable
 * {@value #VARIABLE}, which children inherit from their parents.
 *
 * <p>The variable holds one mark for each Portside that a process descends from, so a Portside
 * inside a child of another Portside is still found by both. A mark is {@code token.number;}; the
 * mark of a whole Portside is the part that all its children share, {@code token.}.
 *
 * @param text what the variable's value must contain
 */
record Mark(String text) {
  static final String VARIABLE = "PORTSIDE_CHILD_OF";

  private static final Pattern OF_A_PORTSIDE = Pattern.compile("[0-9a-f-]{36}\\.");

  /** How long the mark of a Portside is, in characters of ASCII. */
  static final int LENGTH = 37;

  /** The mark of a Portside as it was written down; empty for anything else. */
  static Optional<Mark> read(String text) {
    return OF_A_PORTSIDE.matcher(text).matches() ? Optional.of(new Mark(text)) : Optional.empty();
  }

  /** A new mark that no other process bears. */
  static Mark ofNewPortside() {
    return new Mark(UUID.randomUUID() + ".");
  }

  /** The mark of one child, which is also found by the mark of its Portside. */
  Mark ofChild(long number) {
    return new Mark(text + number + ";");
  }

  /** Adds this mark to an environment; {@code inherited} is what this process bears itself. */
  void addTo(Map<String, String> environment, String inherited) {
    environment.put(VARIABLE, inherited + text);
  }

  /** Whether a process whose variable has this value ("" for none) bears the mark. */
  boolean isIn(String value) {
    return value.contains(text);
  }
}
