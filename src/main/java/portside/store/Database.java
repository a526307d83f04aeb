package portside.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The open database of a data folder, and the lock that keeps another Portside out of it. The
 * system takes the lock back however this process ends.
 */
final class Database implements AutoCloseable {
  /** The file that everything is in; beside it lie its log and the lock. */
  static final String FILE = "portside.db";

  /** With what SQLite may have beside it (sqlite.org/tempfiles.html). */
  static final List<String> FILES = List.of(FILE, FILE + "-wal", FILE + "-shm", FILE + "-journal");

  /** The lock, which stays when Portside ends. */
  static final String LOCK = "lock";

  private static final Set<java.nio.file.attribute.PosixFilePermission> MINE =
      PosixFilePermissions.fromString("rwx------");

  private final Path file;

  /** Which file it is, under whatever name; null where the system does not tell (Windows). */
  private final @Nullable Object identity;

  private final FileChannel lock;
  private final Handle handle;

  private Database(Path folder, FileChannel lock, Handle handle) throws IOException {
    this.file = folder.resolve(FILE);
    this.identity = identity(file);
    this.lock = lock;
    this.handle = handle;
  }

  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /**
   * Opens it.
   *
   * @param isNew whether it is made where there is none
   * @throws Held when another Portside has it
   * @throws IOException when the folder cannot be written, or is not there and is not to be made
   */
  static Database open(Path folder, List<Tables> tables, boolean isNew) throws IOException {
    if (isNew) {
      makeFolder(folder);
    }
    FileChannel lock = lock(folder);
    try {
      NativeLibrary.load(folder);
      Handle handle = Jdbi.create(source(folder, tables, isNew)).open();
      try {
        String health = handle.createQuery("PRAGMA quick_check(1)").mapTo(String.class).one();
        if (!health.equals("ok")) {
          throw new Damaged(health);
        }
        // What is deleted is overwritten: sqlite.org/pragma.html#pragma_secure_delete
        handle.createQuery("PRAGMA secure_delete = ON").mapTo(Integer.class).one();
        return new Database(folder, lock, handle);
      } catch (IOException | RuntimeException e) {
        handle.close();
        throw e;
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      lock.close();
      throw e;
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    if (Files.isDirectory(folder)) {
      return;
    }
    // Names and answers of a class are nobody's business on a shared computer.
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(MINE));
    } else {
      Files.createDirectory(folder);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new Held(folder);
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new Held(folder);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static SQLiteDataSource source(Path folder, List<Tables> tables, boolean isNew) {
    SQLiteConfig config = new SQLiteConfig();
    if (!isNew) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    }
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // A commit is on the disk before it returns: sqlite.org/pragma.html#pragma_synchronous
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(2_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.resolve(FILE));
    for (Tables each : tables) {
      Flyway.configure()
          .loggers("slf4j")
          .dataSource(source)
          .locations("classpath:" + each.folder())
          .table(each.owner() + "_migrations")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .validateMigrationNaming(true)
          // By itself Flyway goes on with the tables of a newer version.
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    }
    return source;
  }

  /**
   * Sees to it that what is written now is found in the folder later. A file that was moved away or
   * deleted, or lies on a disk that was unmounted, takes what is written like any other.
   *
   * @throws IOException where it is not
   */
  void requireInPlace() throws IOException {
    if (!Objects.equals(identity, identity(file))) {
      throw new FileSystemException(file.toString(), null, "another file is in its place");
    }
  }

  /** What statements are written to. */
  Handle handle() {
    return handle;
  }

  @Override
  public void close() throws IOException {
    try {
      handle.close();
    } finally {
      lock.close();
    }
  }

  /** Another Portside has the folder. */
  static final class Held extends FileSystemException {
    private static final long serialVersionUID = 1L;

    Held(Path folder) {
      super(folder.toString(), null, "another Portside uses it");
    }
  }

  /** The file is no database any more. */
  static final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Damaged(String said) {
      super(said);
    }
  }
}
