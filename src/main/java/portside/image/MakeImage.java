package portside.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes a zip with Portside, a Java of its own by jlink, and starters, for the system that it is
 * made on.
 */
public final class MakeImage {
  /**
   * What Portside and the lessons' programs use, compiler and debugger among them; the charsets are
   * for a Korean console of Windows.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.compiler",
          "java.desktop",
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.scripting",
          "java.security.jgss",
          "java.sql",
          "java.xml",
          "jdk.charsets",
          "jdk.compiler",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.jdi",
          "jdk.jdwp.agent",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private static final String ROOT = "portside";
  private static final String RUNS = "rwxr-xr-x";
  private static final String PLAIN = "rw-r--r--";

  private MakeImage() {}

  /**
   * Makes it.
   *
   * @param arguments the finished jar, a folder for what comes between, and the zip
   */
  public static void main(String[] arguments) throws IOException {
    make(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
  }

  /**
   * Makes it.
   *
   * @param jar the finished jar
   * @param work a folder that is not there yet, where the Java is put together
   * @param zip the file to make
   * @throws IllegalStateException when this Java has no jlink or jlink fails
   */
  static void make(Path jar, Path work, Path zip) throws IOException {
    Path runtime = work.resolve("runtime");
    delete(work);
    Files.createDirectories(work);
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IllegalStateException("this Java has no jlink: use a JDK"));
    int code =
        jlink.run(
            System.out,
            System.err,
            "--add-modules",
            String.join(",", MODULES),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--compress=2",
            "--output",
            runtime.toString());
    if (code != 0) {
      throw new IllegalStateException("jlink ended with " + code);
    }
    Files.deleteIfExists(zip);
    URI uri = URI.create("jar:" + zip.toAbsolutePath().toUri());
    Map<String, Object> how = Map.of("create", "true", "enablePosixFileAttributes", "true");
    try (FileSystem file = FileSystems.newFileSystem(uri, how)) {
      Path root = Files.createDirectory(file.getPath("/" + ROOT));
      Files.createDirectory(root.resolve("lib"));
      put(jar, root.resolve("lib").resolve("portside.jar"), PLAIN);
      own("starter.sh", root.resolve("portside"), RUNS);
      own("starter.cmd", root.resolve("portside.cmd"), RUNS);
      own("README.txt", root.resolve("README.txt"), PLAIN);
      tree(runtime, root.resolve("runtime"));
    }
  }

  private static void tree(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (Path each : all) {
      Path there = to.resolve(from.relativize(each).toString().replace('\\', '/'));
      if (Files.isDirectory(each)) {
        Files.createDirectories(there);
      } else {
        put(each, there, Files.isExecutable(each) ? RUNS : PLAIN);
      }
    }
  }

  private static void put(Path from, Path to, String permissions) throws IOException {
    Files.copy(from, to);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(permissions));
  }

  private static void own(String name, Path to, String permissions) throws IOException {
    try (InputStream in = MakeImage.class.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(in, name), to);
    }
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(permissions));
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = new ArrayList<>(walk.toList());
    }
    for (int at = all.size() - 1; at >= 0; at--) {
      Files.delete(all.get(at));
    }
  }
}
