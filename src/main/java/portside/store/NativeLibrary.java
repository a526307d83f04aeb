package portside.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Where SQLite's own library is unpacked: in the data folder, since a temporary folder may not be
 * allowed to run code; or in the temporary folder where it is the data folder that may not.
 */
final class NativeLibrary {
  private static final String PLACE = "org.sqlite.tmpdir";
  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private NativeLibrary() {}

  /**
   * Loads it, once for this process. What a Portside left in the data folder that was killed goes;
   * the lock says that nobody uses it. SQLite's driver would do it by itself, but tries only once:
   * after a disk that was full for a moment it would keep nothing any more.
   *
   * @throws NotRunnable where no code may be run from either folder
   * @throws IOException where it finds no place; it can be tried again
   */
  static synchronized void load(Path data) throws IOException {
    if (System.getProperty(PLACE) != null) {
      return; // it is loaded already
    }
    Path place = place(data, Path.of(System.getProperty("java.io.tmpdir")));
    System.setProperty(PLACE, place.toString());
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) {
      System.clearProperty(PLACE);
      throw new IOException(e.getMessage(), e);
    } finally {
      if (!place.startsWith(data)) { // what is loaded stays loaded where there is noexec
        empty(place);
        Files.deleteIfExists(place);
      }
    }
  }

  /**
   * A folder that code may be run from.
   *
   * @throws NotRunnable where there is none
   */
  static Path place(Path data, Path temporary) throws IOException {
    if (mayRun(data)) {
      Path place = Files.createDirectories(data.resolve("native"));
      empty(place);
      return place;
    }
    if (mayRun(temporary)) {
      return Files.createTempDirectory(temporary, "portside-"); // nobody else can enter it
    }
    throw new NotRunnable(data);
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Whether the disk of a folder may run code, as far as the system tells (noexec, mount(8)); only
   * Linux tells in a file.
   */
  private static boolean mayRun(Path folder) throws IOException {
    if (!Files.isReadable(MOUNTS)) {
      return true;
    }
    Path real = folder.toRealPath();
    Path nearest = Path.of("/");
    boolean runs = true;
    for (String line : Files.readAllLines(MOUNTS)) {
      String[] fields = line.split(" ");
      // A space in a path is written as \040 (getmntent(3)); what is mounted later covers the rest.
      Path mounted = Path.of(fields[1].replace("\\040", " "));
      if (real.startsWith(mounted) && mounted.getNameCount() >= nearest.getNameCount()) {
        nearest = mounted;
        runs = !("," + fields[3] + ",").contains(",noexec,");
      }
    }
    return runs;
  }

  /** No code may be run from the folders that there are. */
  static final class NotRunnable extends FileSystemException {
    private static final long serialVersionUID = 1L;

    NotRunnable(Path folder) {
      super(folder.toString(), null, "its disk and that of the temporary folder are noexec");
    }
  }
}
