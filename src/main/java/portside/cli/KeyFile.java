package portside.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import portside.page.Words;

/**
 * Reads the key from a file that nobody else may read, so that it stands in no list of processes.
 */
final class KeyFile {
  /** In characters; a shorter one can be guessed. */
  static final int SHORTEST = 8;

  private static final long LARGEST = 1_000;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private KeyFile() {}

  /**
   * Reads it. Windows has no such permissions; there a file in the user's folder is the user's.
   *
   * @param words with the sentences
   * @param wrong makes the exception of a sentence that says what is wrong and what to do
   */
  static String read(Path file, Words words, Function<String, ? extends RuntimeException> wrong) {
    Map<String, ?> values = Map.of("file", file);
    try {
      if (!Files.isRegularFile(file)) {
        throw wrong.apply(words.get("wrong.key-file.none", values));
      }
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw wrong.apply(words.get("wrong.key-file.others", values));
      }
      String key = Files.size(file) > LARGEST ? "" : Files.readString(file).strip();
      if (key.length() < SHORTEST || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
        throw wrong.apply(words.get("wrong.key-file.nothing", values));
      }
      return key;
    } catch (IOException unreadable) {
      throw wrong.apply(words.get("wrong.key-file.unreadable", values));
    }
  }
}
