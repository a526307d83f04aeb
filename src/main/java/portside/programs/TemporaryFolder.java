package portside.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import portside.process.Children;

/**
 * A folder for the files of children, which nobody else can enter, deleted when it is closed.
 *
 * @param path where it is
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
  /** All programs of a course and their classes take a tenth of it. */
  private static final long ENOUGH_BYTES = 1_000_000;

  /**
   * Makes one.
   *
   * @param children whose private folder it is in
   * @param name what its name begins with
   * @throws NoPlace when it cannot be made
   */
  public static TemporaryFolder make(Children children, String name) throws NoPlace {
    try {
      return new TemporaryFolder(children.folder(name));
    } catch (IOException full) {
      throw new NoPlace(full);
    }
  }

  /**
   * Whether there is a place for such folders now. It is asked, not tried: pages ask it too, which
   * write nothing.
   */
  public static boolean hasPlace() {
    Path folder = NoPlace.folder();
    return Files.isDirectory(folder)
        && Files.isWritable(folder)
        && folder.toFile().getUsableSpace() >= ENOUGH_BYTES;
  }

  /**
   * Writes a file into it.
   *
   * @throws NoPlace when it cannot be written
   */
  public Path write(String name, byte[] body) throws NoPlace {
    try {
      return Files.write(path.resolve(name), body);
    } catch (IOException full) {
      throw new NoPlace(full);
    }
  }

  /** Writes files into it, by name. */
  void write(Map<String, byte[]> files) throws NoPlace {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(file.getKey(), file.getValue());
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException stillUsed) {
      // Windows lets nobody delete what is open; the system clears its temporary folder
    }
  }
}
