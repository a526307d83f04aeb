package portside.lesson;

import java.util.Optional;
import java.util.Set;

/** How far whoever runs Portside has come; for guests their browser knows. */
public interface Way {
  /** The anchors of the cards of a lesson that were run. */
  Set<String> done(String lesson);

  /** The anchors of the sections of a lesson that were read. */
  Set<String> read(String lesson);

  /** Where the reader stopped: {@code lesson#anchor}. */
  Optional<String> last();

  /** Grows with every change. */
  long version();
}
