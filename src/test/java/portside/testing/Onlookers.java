package portside.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One reader for each language, for tests that only look at page after page: a new window for each
 * would take the browser as long as the page itself.
 */
public final class Onlookers implements AutoCloseable {
  private final Map<String, Reader> readers = new HashMap<>();
  private final Function<String, Reader> coming;

  /**
   * @param coming brings the reader of a language, such as {@code ko}
   */
  public Onlookers(Function<String, Reader> coming) {
    this.coming = coming;
  }

  /** The reader of that language. */
  public Reader of(String lang) {
    return readers.computeIfAbsent(lang, coming);
  }

  @Override
  public void close() {
    readers.values().forEach(Reader::close);
  }
}
