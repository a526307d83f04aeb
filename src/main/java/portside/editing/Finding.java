package portside.editing;

import java.util.List;
import java.util.Map;

/**
 * What came out when a task was checked.
 *
 * @param solved whether all that it asks for was found
 * @param key the sentence {@code found.KEY} of the words
 * @param values what the sentence names
 * @param output the last lines of the program
 */
public record Finding(boolean solved, String key, Map<String, String> values, List<String> output) {

  static Finding of(String key, Map<String, String> values) {
    return new Finding(false, key, values, List.of());
  }

  static Finding solved(String key, Map<String, String> values) {
    return new Finding(true, key, values, List.of());
  }

  Finding with(List<String> lines) {
    return new Finding(solved, key, values, List.copyOf(lines));
  }
}
