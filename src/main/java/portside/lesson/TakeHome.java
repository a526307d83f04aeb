package portside.lesson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The programs of a lesson as a folder for VS Code, in a zip. With them goes the server of the
 * course, {@code app.py} and {@code App.java}, whichever lesson it stands in, so that every such
 * folder has one to start with. The same files give the same bytes.
 */
public final class TakeHome {
  /** Every entry has it; a zip's times have no zone (PKWARE APPNOTE 4.4.6). */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final List<String> SERVER = List.of("app.py", "App.java");

  private TakeHome() {}

  /** Whether a lesson has programs of its own. */
  public static boolean has(Path lesson) {
    return !programs(lesson).isEmpty();
  }

  /** The name of the one folder in the zip; the zip is called so, too. */
  static String folder(String lesson) {
    return "portside-" + lesson;
  }

  /** The entity tag of a zip: equal for equal bytes. */
  static String tag(byte[] zip) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(zip);
      return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes the zip.
   *
   * @param lesson the lesson
   * @param course the folders of all lessons, in order, for the server of the course
   */
  static byte[] zip(Lesson lesson, List<Path> course) {
    Map<String, byte[]> programs = new TreeMap<>(programs(lesson.folder()));
    for (String file : SERVER) {
      server(course, file).ifPresent(found -> programs.putIfAbsent(file, found));
    }
    Map<String, byte[]> files = new TreeMap<>();
    programs.forEach(
        (name, bytes) ->
            // Maven and VS Code both look for Java here without being told.
            files.put(name.endsWith(".java") ? "src/main/java/" + name : name, bytes));
    files.put(".vscode/launch.json", LaunchConfigurations.of(programs));
    files.put(".vscode/extensions.json", own("extensions.json"));
    files.put("README.md", own("README.md"));
    files.put("requirements.txt", own("requirements.txt"));
    files.put("pom.xml", own("pom.xml"));
    return zip(folder(lesson.name()), files);
  }

  private static byte[] zip(String folder, Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(folder + "/" + file.getKey());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> programs(Path lesson) {
    Map<String, byte[]> programs = new TreeMap<>();
    try (Stream<Path> files = Files.list(lesson)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".py") || name.endsWith(".java")) {
          programs.put(name, Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return programs;
  }

  private static Optional<byte[]> server(List<Path> course, String file) {
    return course.stream()
        .map(programs -> programs(programs).get(file))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static byte[] own(String name) {
    try (InputStream in = TakeHome.class.getResourceAsStream("take-home/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
