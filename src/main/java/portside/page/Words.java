package portside.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a widget or of the frame in one language, from {@code words_LANG.properties} beside
 * the code that shows them. {@code {name}} in a sentence is filled in by name.
 */
public final class Words {
  private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z]+)}");
  private static final Map<String, Words> LOADED = new ConcurrentHashMap<>();

  private final String file;
  private final String lang;
  private final Properties words;

  private Words(String file, String lang) {
    this.file = file;
    this.lang = lang;
    this.words = new Properties();
    try (InputStream in = Words.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the words " + file + " are missing");
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The words of a folder of {@code portside/}.
   *
   * @param folder such as {@code page} or {@code experiments/probe}; empty for the command line's
   * @param lang the language's code, such as {@code ko}
   * @throws IllegalStateException when there is no such file
   */
  public static Words of(String folder, String lang) {
    return LOADED.computeIfAbsent(file(folder, lang), file -> new Words(file, lang));
  }

  /** Whether a folder has words in that language. */
  public static boolean exist(String folder, String lang) {
    return Words.class.getResource(file(folder, lang)) != null;
  }

  private static String file(String folder, String lang) {
    String path = folder.isEmpty() ? "" : folder + "/";
    return "/portside/" + path + "words_" + lang + ".properties";
  }

  /** The code of their language. */
  public String lang() {
    return lang;
  }

  /**
   * The sentence of that key.
   *
   * @throws IllegalStateException when the file lacks it, which a test finds first
   */
  public String get(String key) {
    return find(key).orElseThrow(() -> new IllegalStateException(file + " lacks " + key));
  }

  /** The sentence of that key with its slots filled. A slot without a value stays as it is. */
  public String get(String key, Map<String, ?> values) {
    return SLOT.matcher(get(key))
        .replaceAll(
            slot -> {
              Object value = values.get(slot.group(1));
              return Matcher.quoteReplacement(value == null ? slot.group() : value.toString());
            });
  }

  /** The sentence of that key, where there is one. */
  public Optional<String> find(String key) {
    return Optional.ofNullable(words.getProperty(key));
  }

  /** Every key of the file. */
  public Set<String> keys() {
    return words.stringPropertyNames();
  }
}
