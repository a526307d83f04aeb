package portside.programs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A search for a Python that has some packages; it has ended or goes on.
 *
 * @param found what it finds; fails where a Python could not be looked at, which tells nothing
 * @param before what the last one found; null when there was none
 * @param since when it began, by {@link System#nanoTime}
 */
record PythonSearch(
    CompletableFuture<Optional<Path>> found, @Nullable Optional<Path> before, long since) {
  /** Whoever reads "install Flask" and does so need not start Portside anew. */
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(20).toNanos();

  boolean isOld() {
    return found.isDone()
        && (failed() || found.join().isEmpty())
        && System.nanoTime() - since > LOOK_AGAIN_NANOS;
  }

  boolean failed() {
    return found.isCompletedExceptionally();
  }

  @Nullable Optional<Path> known() {
    return failed() ? before : found.getNow(before);
  }
}
