package portside.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;
import portside.store.Condition.Trouble;

/** Reads from an exception what is wrong with the data folder. */
final class Troubles {
  /** SQLite names some shortages of room an input/output error. */
  private static final long HARDLY_ANY_ROOM = 1_000_000;

  private Troubles() {}

  /**
   * What is wrong with the folder; null where the folder is well and only a statement was wrong.
   *
   * @see <a href="https://www.sqlite.org/rescode.html">SQLite's result codes</a>
   */
  static @Nullable Trouble of(Throwable failed, Path folder) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return ofSqlite(sqlite.getResultCode().name(), folder);
      }
      if (cause instanceof FlywayValidateException) {
        return Trouble.NEWER;
      }
      if (cause instanceof NativeLibrary.NotRunnable) {
        return Trouble.NOT_RUNNABLE;
      }
      if (cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException) {
        return Trouble.READ_ONLY;
      }
      if (cause instanceof IOException) {
        return ofFiles(folder);
      }
    }
    return null;
  }

  private static @Nullable Trouble ofSqlite(String code, Path folder) {
    // SQLITE_READONLY_DIRECTORY is a kind of SQLITE_READONLY
    String kind = code.split("_", 3)[1];
    return switch (kind) {
      case "FULL" -> Trouble.FULL;
      case "READONLY", "PERM" -> Trouble.READ_ONLY;
      case "CORRUPT", "NOTADB" -> Trouble.DAMAGED;
      case "BUSY", "LOCKED", "PROTOCOL" -> Trouble.LOCKED;
      case "IOERR", "CANTOPEN" -> ofFiles(folder);
      case "CONSTRAINT", "ERROR", "MISMATCH", "RANGE" -> null;
      default -> Trouble.OTHER;
    };
  }

  /** The system's words differ; what the folder is like does not. */
  static Trouble ofFiles(Path folder) {
    try {
      Path there = folder;
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      if (Files.getFileStore(there).isReadOnly() || !Files.isWritable(there)) {
        return Trouble.READ_ONLY;
      }
      return Files.getFileStore(there).getUsableSpace() < HARDLY_ANY_ROOM
          ? Trouble.FULL
          : Trouble.OTHER;
    } catch (IOException e) {
      return Trouble.OTHER;
    }
  }
}
