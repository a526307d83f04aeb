package portside.programs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The programs of one lesson as they stand in the course.
 *
 * @param java the Java sources, by file name
 * @param python the Python sources, by file name
 * @param classes what the build has compiled from exactly these Java sources, by file name; empty
 *     for a course that no build has seen, or that was changed since
 */
record Sources(Map<String, byte[]> java, Map<String, byte[]> python, Map<String, byte[]> classes) {
  /** The folder of a lesson where the build puts classes. */
  static final String CLASSES = "classes";

  /** The file beside the classes that says from which sources they are. */
  private static final String STAMP = "sources.sha256";

  static Sources read(Path lesson) throws IOException {
    Map<String, byte[]> java = files(lesson, Language.JAVA.extension());
    Path classes = lesson.resolve(CLASSES);
    return new Sources(
        java,
        files(lesson, Language.PYTHON.extension()),
        isStamped(classes, java) ? files(classes, ".class") : Map.of());
  }

  /** Whether its Java programs run without a compiler. */
  boolean compiled() {
    return java.isEmpty() || !classes.isEmpty();
  }

  /** Whether the classes in that folder were compiled from those sources. */
  static boolean isStamped(Path classes, Map<String, byte[]> java) throws IOException {
    Path stamp = classes.resolve(STAMP);
    return Files.isRegularFile(stamp) && Arrays.equals(Files.readAllBytes(stamp), stamp(java));
  }

  /** Says of the classes in that folder that they were compiled from those sources. */
  static void stamp(Path classes, Map<String, byte[]> java) throws IOException {
    Files.write(classes.resolve(STAMP), stamp(java));
  }

  private static byte[] stamp(Map<String, byte[]> java) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(java)
          .forEach(
              (name, source) -> {
                String head = name + " " + source.length + "\n";
                digest.update(head.getBytes(StandardCharsets.UTF_8));
                digest.update(source);
              });
      String hex = HexFormat.of().formatHex(digest.digest());
      return (hex + "\n").getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static Map<String, byte[]> files(Path folder, String end) throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(end) && Files.isRegularFile(file)) {
          found.put(name, Files.readAllBytes(file));
        }
      }
    }
    return found;
  }
}
