package portside.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pages and parts of pages that are the same for many readers. Each is made once a second at most,
 * by one of those who ask for it together; the others wait for it. The ones that nobody has asked
 * for longest are forgotten. Safe for every thread.
 */
final class SharedPages {
  /** More than lessons, languages and what a class follows at once; some megabytes. */
  static final int MOST = 300;

  private static final long SHARED_NANOS = 1_000_000_000;

  /**
   * A page as it is sent.
   *
   * @param madeAt {@code System.nanoTime} before it was made
   */
  record Page(byte[] html, byte[] gzip, long madeAt) {}

  private final Map<Object, Made> entries = // guarded by itself
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Made> eldest) {
          return size() > MOST;
        }
      };

  private static final class Made {
    private volatile @Nullable Page page;

    boolean isFresh() {
      Page made = page;
      return made == null || System.nanoTime() - made.madeAt() < SHARED_NANOS;
    }

    synchronized Page page(Supplier<Page> make) {
      Page made = page;
      if (made == null) {
        made = make.get();
        page = made;
      }
      return made;
    }
  }

  /**
   * The page of that key.
   *
   * @param key everything that the page depends on
   * @param make makes it; what it throws is not kept
   */
  Page get(Object key, Supplier<Page> make) {
    Made entry;
    synchronized (entries) {
      entry = entries.get(key);
      if (entry == null || !entry.isFresh()) {
        entry = new Made();
        entries.put(key, entry);
      }
    }
    return entry.page(make);
  }
}
