package portside.lesson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import portside.process.Command;

/** Java programs of a lesson: compiled with everything that Portside itself has. */
final class JavaPrograms {
  private JavaPrograms() {}

  /** Whether this Java has a compiler; a JRE has none. */
  static boolean canCompile() {
    return ToolProvider.getSystemJavaCompiler() != null;
  }

  /**
   * Compiles programs, a warning counting as a fault: what a lesson shows is to be copied.
   *
   * @param files the sources
   * @param classes where the classes go
   */
  static List<ProgramCheck.Fault> compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-Xlint:all,-path,-classfile,-options,-processing",
            "-proc:none",
            "--release",
            "17",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8)) {
      compiler
          .getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call();
    }
    List<ProgramCheck.Fault> faults = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
      JavaFileObject source = one.getSource();
      if (source != null || one.getKind() == Diagnostic.Kind.ERROR) {
        faults.add(
            new ProgramCheck.Fault(
                source == null
                    ? files.get(0).getFileName().toString()
                    : Path.of(source.toUri()).getFileName().toString(),
                (int) Math.max(1, one.getLineNumber()),
                one.getMessage(Locale.ENGLISH)));
      }
    }
    return faults;
  }

  /** How {@code App} is started: with a host and a port to come. */
  static Command server(Path classes) {
    return Command.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.net.preferIPv4Stack=true",
            "-cp",
            classes + System.getProperty("path.separator") + System.getProperty("java.class.path"),
            "App",
            ServerStart.HOST,
            ServerStart.PORT)
        .in(classes);
  }
}
