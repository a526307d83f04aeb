package portside.programs;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.process.Children;

final class ClassArchive implements AutoCloseable {
  ClassArchive(Children children, @Nullable Path cache) {}

  Optional<Path> wanted() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
