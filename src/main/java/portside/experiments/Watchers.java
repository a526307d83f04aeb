package portside.experiments;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who follows a run over a live connection.
 *
 * @param pages how many pages show it now
 * @param persons how many different persons they belong to
 * @param hosts how many of the pages are the host's
 * @param left how long ago the last page of the host went; null while one is there, and where none
 *     ever was
 */
public record Watchers(int pages, int persons, int hosts, @Nullable Duration left) {
  /** Nobody, and nobody ever has. */
  public static final Watchers NONE = new Watchers(0, 0, 0, null);
}
