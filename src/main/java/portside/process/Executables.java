package portside.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds programs on this computer. */
public final class Executables {
  private Executables() {}

  /**
   * Finds a program where a shell would: on the PATH, on Windows also with the endings of PATHEXT.
   *
   * @param name a plain name such as {@code curl}, or a path, which is then only checked
   * @return its path; empty when there is none that this user may execute. Empty entries of the
   *     PATH (POSIX: the current directory) are passed over
   */
  public static Optional<Path> find(String name) {
    return find(
        name,
        System.getenv().getOrDefault("PATH", ""),
        onWindows() ? System.getenv().getOrDefault("PATHEXT", ".COM;.EXE;.BAT;.CMD") : "");
  }

  static Optional<Path> find(String name, String path, String endings) {
    if (name.isBlank()) {
      return Optional.empty();
    }
    boolean plain = name.indexOf('/') < 0 && name.indexOf(File.separatorChar) < 0;
    return (plain ? split(path, File.pathSeparator).stream() : Stream.of(""))
        .flatMap(directory -> candidates(directory, name, endings))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Stream<Path> candidates(String directory, String name, String endings) {
    try {
      Path file = Path.of(directory, name);
      String lower = name.toLowerCase(Locale.ROOT);
      List<String> possible = split(endings, ";");
      boolean complete =
          possible.isEmpty()
              || possible.stream().anyMatch(end -> lower.endsWith(end.toLowerCase(Locale.ROOT)));
      return complete
          ? Stream.of(file)
          : possible.stream().map(end -> file.resolveSibling(file.getFileName() + end));
    } catch (InvalidPathException strangeEntry) {
      return Stream.empty(); // Windows users have quotation marks in their PATH
    }
  }

  private static List<String> split(String list, String separator) {
    return Stream.of(list.split(Pattern.quote(separator))).filter(e -> !e.isEmpty()).toList();
  }

  static boolean onWindows() {
    return File.separatorChar == '\\';
  }
}
