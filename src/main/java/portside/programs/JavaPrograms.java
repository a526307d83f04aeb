package portside.programs;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java programs of a lesson: compiled with everything that Portside itself has. */
public final class JavaPrograms {
  /** What the compiler reports at a line of a source that is not to blame (compiler.properties). */
  private static final Set<String> NOT_THE_SOURCES =
      Set.of(
          "compiler.err.class.cant.write",
          "compiler.err.cant.access",
          "compiler.err.cant.read.file");

  private JavaPrograms() {}

  /** Whether this Java has a compiler; a JRE has none. */
  public static boolean canCompile() {
    return ToolProvider.getSystemJavaCompiler() != null;
  }

  /**
   * Compiles programs, a warning counting as a fault: what a lesson shows is to be copied. Not on a
   * thread that may be interrupted, which would close what the JDK's own archives are read by.
   *
   * @param files the sources
   * @param classes where the classes go
   * @return every fault of the sources; empty when the classes are there
   * @throws IOException when the sources cannot be read, the classes cannot be written, or this
   *     Java cannot compile
   */
  static List<Fault> compile(List<Path> files, Path classes) throws IOException {
    return compile(files, classes, "-Xlint:all,-path,-classfile,-options,-processing");
  }

  /**
   * Compiles what a reader has changed: a warning is none of the reader's business.
   *
   * @param files the sources; what else they need is compiled in the same folder
   * @param classes where the classes go
   * @return every error; empty when the classes are there
   * @throws IOException as {@link #compile(List, Path)}
   */
  static List<Fault> compileChanged(List<Path> files, Path classes) throws IOException {
    return compile(files, classes, "-Xlint:none");
  }

  private static List<Fault> compile(List<Path> files, Path classes, String warnings)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException("this Java has no compiler");
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            warnings,
            "-proc:none",
            // A debugger needs the names of local variables; programs run no slower with them.
            "-g",
            "--release",
            "17",
            "-d",
            classes.toString(),
            "-cp",
            JavaCommands.classPath(classes));
    StringWriter words = new StringWriter(); // of a compiler that breaks
    boolean done;
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8)) {
      done =
          compiler
              .getTask(
                  words, manager, found, options, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
    } catch (IllegalArgumentException | IllegalStateException notItself) {
      throw new IOException("the compiler does not work: " + notItself.getMessage(), notItself);
    }
    List<Fault> faults = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
      JavaFileObject source = one.getSource();
      boolean error = one.getKind() == Diagnostic.Kind.ERROR;
      if (error && (source == null || NOT_THE_SOURCES.contains(one.getCode()))) {
        throw new IOException("the compiler does not work: " + one.getMessage(Locale.ENGLISH));
      }
      if (source != null && (error || !warnings.endsWith("none"))) {
        faults.add(
            new Fault(
                Path.of(source.toUri()).getFileName().toString(),
                (int) Math.max(1, one.getLineNumber()),
                one.getMessage(Locale.ENGLISH)));
      }
    }
    if (!done && faults.isEmpty()) {
      throw new IOException("the compiler does not work: " + words);
    }
    return faults;
  }
}
