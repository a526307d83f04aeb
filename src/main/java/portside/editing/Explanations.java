package portside.editing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import portside.programs.Language;

/** Which sentence explains a compiler's message to a beginner; {@code faults.txt} says it. */
final class Explanations {
  private static final List<Explanation> ALL = read();

  private Explanations() {}

  /**
   * One line of the file.
   *
   * @param key the sentence is {@code fault.KEY} of the words
   */
  record Explanation(String key, Language language, Pattern pattern) {}

  private static List<Explanation> read() {
    try (InputStream in =
            Objects.requireNonNull(Explanations.class.getResourceAsStream("faults.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" ", 3))
          .map(
              parts ->
                  new Explanation(
                      parts[0],
                      Language.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                      Pattern.compile(parts[2])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Explanation> all() {
    return ALL;
  }

  /** The key of the sentence for a message, {@code fault.…}. */
  static String of(Language language, String message) {
    return ALL.stream()
        .filter(each -> each.language() == language && each.pattern().matcher(message).find())
        .map(each -> "fault." + each.key())
        .findFirst()
        .orElseThrow(); // the last of each language fits everything
  }
}
