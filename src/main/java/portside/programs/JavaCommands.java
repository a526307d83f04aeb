package portside.programs;

import java.io.File;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portside.net.IpAddresses;
import portside.process.Command;

/**
 * How Java programs of a lesson are started, in the folder that holds their classes.
 *
 * <p>A server's options stand in a file beside it, {@value #OPTIONS}, which {@code java} reads as
 * if they were typed (java(1), "java Command-Line Argument Files"). So the command that a student
 * sees is the true one, and short.
 */
final class JavaCommands {
  /** Portside's own setting would hide what Javalin says of an error in a handler. */
  private static final String ERRORS_OF_HANDLERS = "-Dorg.slf4j.simpleLogger.log.io.javalin=warn";

  /**
   * Jetty would ask the management of Java how long a reference is, which starts the whole of it
   * (MemoryUtils): a tenth of the time until a program of a few lines answers. Sixteen stand in a
   * line of 64 bytes, as it would find.
   */
  private static final String CACHE_LINE = "-Dorg.eclipse.jetty.util.referencesPerCacheLine=16";

  /**
   * Javalin's watchdog speaks after five seconds. Where the server is only starting then, SLF4J
   * would write that two threads logged at once, a matter between the two libraries ("slf4j.org
   * codes, replay").
   */
  private static final String NO_WORD_OF_LOGGING = "-Dslf4j.internal.verbosity=ERROR";

  /** The file with what a student need not read. */
  static final String OPTIONS = "java.args";

  private JavaCommands() {}

  /**
   * A program that is a server. On an IPv4 host it gets true IPv4 sockets: Java's own are
   * dual-stack, so that 0.0.0.0 would also answer {@code [::1]} (Java networking properties, {@code
   * java.net.preferIPv4Stack}).
   *
   * @param classes where its classes are
   * @param main its class
   * @param archive what a Java keeps of classes that it has loaded, if there is such a file
   */
  static Launch server(Path classes, String main, ListenAddress at, Optional<Path> archive)
      throws IOException {
    writeOptions(classes, archive);
    List<String> line = new ArrayList<>(List.of(java()));
    if (at.host() instanceof Inet4Address) {
      line.add("-Djava.net.preferIPv4Stack=true");
    }
    line.addAll(List.of("@" + OPTIONS, main));
    line.addAll(List.of(IpAddresses.text(at.host()), Integer.toString(at.port())));
    List<String> shown = new ArrayList<>(line);
    shown.set(0, "java");
    return new Launch(Command.of(line).in(classes), Command.of(shown).shown());
  }

  /**
   * A program that is no server. It gets Java's own settings, for it may be measured.
   *
   * @param classes where its classes are
   * @param main its class
   */
  static Launch plain(Path classes, String main, List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(java()));
    // Java 17 would write in the system's encoding (JEP 400 changes that in 18); the consoles of
    // Portside read UTF-8.
    line.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
    line.addAll(List.of("-cp", classPath(classes), main));
    line.addAll(arguments);
    List<String> shown = new ArrayList<>(List.of("java", main));
    shown.addAll(arguments);
    return new Launch(Command.of(line).in(classes), Command.of(shown).shown());
  }

  /** A program that runs inside of another class, on true IPv4 sockets. */
  static Command inside(
      Path classes, String around, String main, List<String> arguments, Optional<Path> archive)
      throws IOException {
    writeOptions(classes, archive);
    List<String> line = new ArrayList<>(List.of(java(), "-Djava.net.preferIPv4Stack=true"));
    line.addAll(List.of("@" + OPTIONS, around, main));
    line.addAll(arguments);
    return Command.of(line).in(classes);
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Options for a life of seconds: the fast compiler only and the collector that starts fastest
   * (java(1)). Nothing is written to the temporary folder, which may be full.
   */
  static List<String> shortLife() {
    return List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");
  }

  private static void writeOptions(Path classes, Optional<Path> archive) throws IOException {
    List<String> lines = new ArrayList<>(shortLife());
    lines.add(ERRORS_OF_HANDLERS);
    lines.add(CACHE_LINE);
    lines.add(NO_WORD_OF_LOGGING);
    archive.ifPresent(
        file ->
            lines.addAll(
                List.of(
                    "-Xshare:auto",
                    "-XX:SharedArchiveFile=" + quoted(file.toString()),
                    // An archive of another Java or another jar is left aside without a word.
                    "-Xlog:disable")));
    lines.add("-cp");
    lines.add(quoted(classPath(classes)));
    byte[] text = (String.join("\n", lines) + "\n").getBytes(systemCharset());
    Path file = classes.resolve(OPTIONS);
    try {
      // Windows lets nobody replace what is being read, by the server that was started just before.
      if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), text)) {
        return;
      }
      Path fresh = Files.createTempFile(classes, "java", ".new");
      Files.write(fresh, text);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException full) {
      throw new NoPlace(full);
    }
  }

  /** {@code java} hands the file's bytes on as they are, like those of the command line. */
  private static Charset systemCharset() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
  }

  private static String quoted(String path) {
    return "\"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /**
   * The program's own folder last: a shared archive holds for a class path that begins like the one
   * of its making (java(1), "Application Class Data Sharing").
   */
  static String classPath(Path classes) {
    return Stream.concat(runningEntries(), Stream.of(classes))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The class path of Portside, its entries absolute: programs run in another directory. */
  static String runningClassPath() {
    return runningEntries().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Whether all of Portside's classes are in jars. */
  static boolean runsFromJars() {
    return runningEntries().allMatch(Files::isRegularFile);
  }

  private static Stream<Path> runningEntries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath());
  }
}
