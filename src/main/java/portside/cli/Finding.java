package portside.cli;

import java.util.Map;
import portside.page.Words;

/**
 * One thing that was looked at on this computer.
 *
 * @param what its key in the words, such as {@code curl}
 * @param state the rest of the key of its sentence, such as {@code is} or {@code not}
 * @param level whether something is to be done
 * @param values what the sentence names
 */
record Finding(String what, String state, Level level, Map<String, ?> values) {
  /** Whether it is there. */
  enum Level {
    FINE,
    /** Said for knowledge; nothing has to be done. */
    NOTE,
    LACKS
  }

  static Finding fine(String what, Map<String, ?> values) {
    return new Finding(what, "is", Level.FINE, values);
  }

  static Finding note(String what, String state, Map<String, ?> values) {
    return new Finding(what, state, Level.NOTE, values);
  }

  static Finding lacks(String what, Map<String, ?> values) {
    return new Finding(what, "not", Level.LACKS, values);
  }

  String label(Words words) {
    return words.get(what.startsWith("address") ? "address" : what, values);
  }

  String sentence(Words words) {
    return words.get(what + "." + state, values);
  }
}
