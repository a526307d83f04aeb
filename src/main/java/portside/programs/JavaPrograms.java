package portside.programs;

import java.io.File;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import portside.net.IpAddresses;
import portside.process.Command;

/** Java programs of a lesson: compiled with everything that Portside itself has. */
public final class JavaPrograms {
  private JavaPrograms() {}

  /** Whether this Java has a compiler; a JRE has none. */
  public static boolean canCompile() {
    return ToolProvider.getSystemJavaCompiler() != null;
  }

  /**
   * Compiles programs, a warning counting as a fault: what a lesson shows is to be copied.
   *
   * @param files the sources
   * @param classes where the classes go
   * @return every fault; empty when the classes are there
   * @throws IOException when the sources cannot be read
   */
  public static List<Fault> compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-Xlint:all,-path,-classfile,-options,-processing",
            "-proc:none",
            // A debugger needs the names of local variables; programs run no slower with them.
            "-g",
            "--release",
            "17",
            "-d",
            classes.toString(),
            "-cp",
            runningClassPath());
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8)) {
      compiler
          .getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call();
    }
    List<Fault> faults = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
      JavaFileObject source = one.getSource();
      if (source != null || one.getKind() == Diagnostic.Kind.ERROR) {
        faults.add(
            new Fault(
                source == null
                    ? files.get(0).getFileName().toString()
                    : Path.of(source.toUri()).getFileName().toString(),
                (int) Math.max(1, one.getLineNumber()),
                one.getMessage(Locale.ENGLISH)));
      }
    }
    return faults;
  }

  /**
   * How a Java program that is a server is started. On an IPv4 host it gets true IPv4 sockets:
   * Java's own are dual-stack, so that 0.0.0.0 would also answer {@code [::1]} (Java networking
   * properties, {@code java.net.preferIPv4Stack}).
   *
   * @param classes where its classes are
   * @param main its class
   */
  static Launch server(Path classes, String main, Endpoint at) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (at.host() instanceof Inet4Address) {
      line.add("-Djava.net.preferIPv4Stack=true");
    }
    line.addAll(List.of("-cp", classes + File.pathSeparator + runningClassPath(), main));
    line.addAll(List.of(IpAddresses.text(at.host()), Integer.toString(at.port())));
    List<String> shown = new ArrayList<>(line);
    shown.set(0, "java");
    shown.set(shown.indexOf("-cp") + 1, "…");
    return new Launch(Command.of(line).in(classes), Command.of(shown).shown().replace("'…'", "…"));
  }

  /**
   * How a Java program that is no server is started.
   *
   * @param classes where its classes are
   * @param main its class
   */
  static Launch plain(Path classes, String main, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Java 17 would write in the system's encoding (JEP 400 changes that in 18); the consoles of
    // Portside read UTF-8.
    line.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
    line.addAll(List.of("-cp", classes + File.pathSeparator + runningClassPath(), main));
    line.addAll(arguments);
    List<String> shown = new ArrayList<>(List.of("java", main));
    shown.addAll(arguments);
    return new Launch(Command.of(line).in(classes), Command.of(shown).shown());
  }

  /** How a Java program runs inside of another class, on true IPv4 sockets. */
  static Command inside(Path classes, String around, String main, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Djava.net.preferIPv4Stack=true");
    // Portside's own setting would hide what Javalin says of an error in a handler.
    line.add("-Dorg.slf4j.simpleLogger.log.io.javalin=warn");
    line.addAll(List.of("-cp", classes + File.pathSeparator + runningClassPath(), around, main));
    line.addAll(arguments);
    return Command.of(line).in(classes);
  }

  /** The class path of Portside, its entries absolute: programs run in another directory. */
  private static String runningClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
