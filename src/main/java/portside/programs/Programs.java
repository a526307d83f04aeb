package portside.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.process.Children;
import portside.process.Command;

/**
 * The programs of a course. A program has one name over all lessons: {@code app} is {@code app.py}
 * and its Java twin {@code App.java}, in the first lesson that has one of them; {@code hello_world}
 * would be {@code hello_world.py} and {@code HelloWorld.java}.
 *
 * <p>Programs run in a copy, which is made when it is first needed and deleted by {@link #close}.
 */
public final class Programs implements AutoCloseable {
  /** The server of the lessons. */
  public static final String APP = "app";

  /** Why a program cannot be started here. */
  public enum Lack {
    /** No Python here has Flask. */
    FLASK,
    /** This Java is a JRE, without a compiler. */
    JAVA_COMPILER,
    /** No lesson has that program for that runtime. */
    PROGRAM
  }

  private final Path contentRoot;
  private final Children children;
  private final Pythons pythons;

  // Guarded by this.
  private final Map<Path, ProgramFolder> copies = new HashMap<>();
  private final Map<Path, List<Fault>> compiled = new HashMap<>();
  private @Nullable Path temporary;

  /**
   * @param contentRoot the folder of the course, which may be inside a jar
   * @param children starts Pythons, to find the one with Flask
   * @param python the Python that the user wants, or null
   */
  public Programs(Path contentRoot, Children children, @Nullable Path python) {
    this(contentRoot, children, new Pythons(children, python));
  }

  Programs(Path contentRoot, Children children, Pythons pythons) {
    this.contentRoot = contentRoot;
    this.children = children;
    this.pythons = pythons;
  }

  /** The Pythons of this computer. */
  public Pythons pythons() {
    return pythons;
  }

  /** What starts the programs. */
  public Children children() {
    return children;
  }

  /**
   * Why a server cannot be started here; empty when it can. Cheap after the first time.
   *
   * @param program its name, such as {@link #APP}
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Optional<Lack> lacks(String program, ServerRuntime runtime) throws InterruptedException {
    if (runtime == ServerRuntime.FLASK) {
      pythons.withFlask(); // from here on it is known
    }
    return knownLack(program, runtime);
  }

  /** The same as far as it is known, without waiting, as {@link Pythons#lack} says. */
  public Optional<Lack> knownLack(String program, ServerRuntime runtime) {
    if (lesson(file(program, runtime)).isEmpty()) {
      return Optional.of(Lack.PROGRAM);
    }
    if (runtime == ServerRuntime.JAVA) {
      return JavaPrograms.canCompile() ? Optional.empty() : Optional.of(Lack.JAVA_COMPILER);
    }
    return pythons.lack("flask") ? Optional.of(Lack.FLASK) : Optional.empty();
  }

  /**
   * How a server is started. The first time, it is copied and compiled.
   *
   * @param program its name, such as {@link #APP}
   * @param host an address of this computer, or a wildcard
   * @param port 1 to 65535
   * @param debug whether Flask runs in its debug mode; the Java twin has none
   * @throws IOException when it cannot be started here (see {@link #lacks}), does not compile, or
   *     there is no place for temporary files
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Launch server(
      String program, ServerRuntime runtime, InetAddress host, int port, boolean debug)
      throws IOException, InterruptedException {
    Optional<Lack> lack = lacks(program, runtime);
    if (lack.isPresent()) {
      throw new IOException(program + " (" + runtime + ") cannot start: " + lack.get());
    }
    return server(
        lesson(file(program, runtime)).orElseThrow(), program, runtime, host, port, debug);
  }

  /** The same for the program of a given lesson, whatever other lessons have. */
  public Launch server(
      Path lesson, String program, ServerRuntime runtime, InetAddress host, int port, boolean debug)
      throws IOException, InterruptedException {
    Endpoint at = new Endpoint(host, port);
    ProgramFolder copy = copy(lesson);
    if (runtime == ServerRuntime.FLASK) {
      Path python = pythons.withFlask().orElseThrow(() -> new IOException("no Python with Flask"));
      return pythons.server(python, copy.folder(), program, at, debug);
    }
    return JavaPrograms.server(compiled(lesson), main(program), at);
  }

  /**
   * How a program of a lesson that is no server is started. The first time, it is copied and
   * compiled, with everything that a debugger wants to know.
   *
   * @param lesson the lesson's name, its folder
   * @param program its name, such as {@code average}
   * @param python the Python to run it in; not read for Java
   * @throws IOException when there is no such program, it does not compile, or there is no place
   *     for temporary files
   */
  public Launch plain(
      String lesson, String program, ServerRuntime runtime, Path python, List<String> arguments)
      throws IOException {
    Path folder = contentRoot.resolve(lesson);
    if (runtime == ServerRuntime.FLASK) {
      return pythons.plain(python, copy(folder).folder(), file(program, runtime), arguments);
    }
    return JavaPrograms.plain(compiled(folder), main(program), arguments);
  }

  /**
   * How a server of a lesson is started.
   *
   * @param lesson the lesson's name, its folder
   * @param program its name
   * @param python the Python to run it in; not read for Java
   * @param debug whether Flask runs in its own debug mode, with its reloader
   * @throws IOException as {@link #plain}
   */
  public Launch server(
      String lesson,
      String program,
      ServerRuntime runtime,
      Path python,
      InetAddress host,
      int port,
      boolean debug)
      throws IOException {
    Path folder = contentRoot.resolve(lesson);
    Endpoint at = new Endpoint(host, port);
    if (runtime == ServerRuntime.FLASK) {
      return pythons.server(python, copy(folder).folder(), program, at, debug);
    }
    return JavaPrograms.server(compiled(folder), main(program), at);
  }

  /** The same for the first lesson that has the program. */
  public Launch plain(String program, ServerRuntime runtime, Path python, List<String> arguments)
      throws IOException {
    Path lesson =
        lesson(file(program, runtime))
            .orElseThrow(() -> new IOException("there is no program " + program));
    return plain(lesson.getFileName().toString(), program, runtime, python, arguments);
  }

  /** The folder with the classes of a lesson's programs. */
  private Path compiled(Path folder) throws IOException {
    List<Fault> faults = compile(folder);
    if (!faults.isEmpty()) {
      throw new IOException("does not compile: " + faults.get(0));
    }
    return copy(folder).folder();
  }

  /** The class of a program's Java twin: {@code HelloWorld} for {@code hello_world}. */
  public static String main(String program) {
    String file = file(program, ServerRuntime.JAVA);
    return file.substring(0, file.length() - ".java".length());
  }

  /**
   * The source of a program.
   *
   * @param lesson the lesson's name, its folder
   * @return its copy, which is what runs
   * @throws IOException when there is no such program
   */
  public Path source(String lesson, String program, ServerRuntime runtime) throws IOException {
    Path source = copy(contentRoot.resolve(lesson)).folder().resolve(file(program, runtime));
    if (!Files.isRegularFile(source)) {
      throw new IOException("no program " + source.getFileName() + " in " + lesson);
    }
    return source;
  }

  /**
   * How a program is run inside of another one, which loads it and looks on.
   *
   * @param around for Flask, a Python source text that gets the module's name as its first
   *     argument; for Java, a class of Portside's own class path that gets the class's name
   * @param arguments what {@code around} gets after that
   * @throws IOException when it cannot be started here, as {@link #server} says
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Command inside(
      String program, ServerRuntime runtime, String around, List<String> arguments)
      throws IOException, InterruptedException {
    Optional<Lack> lack = lacks(program, runtime);
    if (lack.isPresent()) {
      throw new IOException(program + " (" + runtime + ") cannot start: " + lack.get());
    }
    Path lesson = lesson(file(program, runtime)).orElseThrow();
    ProgramFolder copy = copy(lesson);
    if (runtime == ServerRuntime.FLASK) {
      Path python = pythons.withFlask().orElseThrow(() -> new IOException("no Python with Flask"));
      return pythons
          .command(python, "-c", around, program)
          .and(arguments.toArray(String[]::new))
          .in(copy.folder());
    }
    List<Fault> faults = compile(lesson);
    if (!faults.isEmpty()) {
      throw new IOException("does not compile: " + faults.get(0));
    }
    return JavaPrograms.inside(copy.folder(), around, main(program), arguments);
  }

  /** The folder that holds the copy of a program; its name is of no use to a student. */
  public Path folder(String program, ServerRuntime runtime) throws IOException {
    return copy(lesson(file(program, runtime))
            .orElseThrow(() -> new IOException("there is no program " + program)))
        .folder();
  }

  /**
   * The programs of a lesson, copied.
   *
   * @param lesson its folder
   * @throws IOException when it cannot be read, or there is no place for temporary files
   */
  public synchronized ProgramFolder copy(Path lesson) throws IOException {
    ProgramFolder copy = copies.get(lesson);
    if (copy == null) {
      if (temporary == null) {
        temporary = children.folder("programs");
      }
      copy = ProgramFolder.copy(lesson, Files.createTempDirectory(temporary, "lesson"));
      copies.put(lesson, copy);
    }
    return copy;
  }

  /**
   * Compiles the Java programs of a lesson, once.
   *
   * @param lesson its folder
   * @return every fault; empty when the classes are in its copy
   */
  public synchronized List<Fault> compile(Path lesson) throws IOException {
    List<Fault> faults = compiled.get(lesson);
    if (faults == null) {
      ProgramFolder copy = copy(lesson);
      faults = JavaPrograms.compile(copy.java(), copy.folder());
      compiled.put(lesson, faults);
    }
    return faults;
  }

  /** The first lesson, in the order of the course, that has the file. */
  private Optional<Path> lesson(String file) {
    try {
      return Files.readAllLines(contentRoot.resolve("order.txt")).stream()
          .map(String::strip)
          .filter(name -> !name.isEmpty() && !name.startsWith("#"))
          .map(contentRoot::resolve)
          .filter(lesson -> Files.isRegularFile(lesson.resolve(file)))
          .findFirst();
    } catch (IOException noCourse) {
      return Optional.empty();
    }
  }

  private static String file(String program, ServerRuntime runtime) {
    return runtime == ServerRuntime.FLASK
        ? program + ".py"
        : Stream.of(program.split("[_-]"))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining())
            + ".java";
  }

  /** Deletes the copies. End the programs first. */
  @Override
  public synchronized void close() {
    copies.clear();
    compiled.clear();
    if (temporary != null) {
      delete(temporary);
      temporary = null;
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stillUsed) {
      // Windows lets nobody delete what is open; the system clears its temporary folder
    }
  }
}
