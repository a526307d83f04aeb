package portside.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import portside.lesson.packed.PackedCourse;

/**
 * The course as the finished jar has it, read and compiled by the build: in an archive, as a folder
 * would be read anew by each site.
 */
final class BuiltCourse {
  private static final Path BUILT = Path.of("target", "classes", "content");

  private BuiltCourse() {}

  /**
   * Where it lies until the end of this Java; the sources where no build packed them, as in an
   * editor.
   */
  static Path folder() {
    return Files.exists(BUILT.resolve(PackedCourse.FILE)) ? archived() : Path.of("content");
  }

  private static Path archived() {
    try {
      Path archive = Files.createTempDirectory("portside-course").resolve("course.zip");
      FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"));
      Path course = zip.getPath("/content");
      for (Path file : files()) {
        Path there = course.resolve(BUILT.relativize(file).toString());
        Files.createDirectories(there.getParent());
        Files.copy(file, there);
      }
      zip.close(); // written now
      archive.getParent().toFile().deleteOnExit(); // the last first: when it is empty
      archive.toFile().deleteOnExit();
      FileSystem read = FileSystems.newFileSystem(archive, Map.of());
      return read.getPath("/content");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(BUILT)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
