package portside.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.process.Children;
import portside.process.Command;

/**
 * The programs of a course: what can be started here, and how. They run in a copy, which is made
 * when it is first needed and deleted by {@link #close}.
 *
 * <p>A run may be stopped while it waits for any of this; nothing breaks by it, and the next one
 * goes on where this one was.
 */
public final class Programs implements AutoCloseable {
  /** The server of the lessons. */
  public static final String APP = "app";

  /** Why a program cannot be started here. */
  public enum Lack {
    /** No Python here has Flask. */
    FLASK,
    /** The course has to be compiled, and this Java is a JRE, without a compiler. */
    JAVA_COMPILER,
    /** No lesson has that program in that language. */
    PROGRAM,
    /** The temporary folder is full, read-only or gone. */
    PLACE
  }

  private final CourseFiles course;
  private final Children children;
  private final Pythons pythons;
  private final Workshop workshop;
  private final ClassArchive archive;
  private volatile Edits edits = Edits.NONE;

  /**
   * @param contentRoot the folder of the course, which may be inside a jar
   * @param children starts Pythons, to find the one with Flask
   * @param python the Python that the user wants, or null
   */
  public Programs(Path contentRoot, Children children, @Nullable Path python) {
    this(contentRoot, children, python, null);
  }

  /**
   * @param cache where Java may keep what it has loaded; null to keep nothing
   */
  public Programs(
      Path contentRoot, Children children, @Nullable Path python, @Nullable ClassCache cache) {
    this(contentRoot, children, new Pythons(children, python), cache);
  }

  Programs(Path contentRoot, Children children, Pythons pythons, @Nullable ClassCache cache) {
    this.course = new CourseFiles(contentRoot);
    this.children = children;
    this.pythons = pythons;
    this.workshop = new Workshop(course, children);
    this.archive = new ClassArchive(children, cache);
  }

  /** From now on {@link #current} gives what a reader has made of the programs. */
  public void heed(Edits ofReader) {
    edits = ofReader;
  }

  /**
   * A program as its reader has it now, which stays as it is whatever the reader writes meanwhile.
   *
   * @return the same program where nothing of it was changed
   */
  public Program current(Program program) {
    return course
        .lesson(program)
        .flatMap(
            lesson ->
                edits.of(lesson, program.file()).map(text -> program.in(lesson).changedTo(text)))
        .orElse(program);
  }

  /** Which programs the course has. */
  public ProgramFinder finder() {
    return new ProgramFinder(course);
  }

  /**
   * What keeps a changed program from running at all.
   *
   * @return every error of its language; empty when it can be started, or nothing was changed
   * @throws IOException when nothing here can read that language, or as {@link #server}
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public List<Fault> faults(Program program) throws IOException, InterruptedException {
    if (program.changed() == null) {
      return List.of();
    }
    try {
      Path file = file(program);
      return program.language() == Language.JAVA
          ? List.of()
          : pythons.compile(
              pythons.with().orElseThrow(() -> new IOException("no Python")), List.of(file));
    } catch (Faulty faulty) {
      return faulty.faults();
    }
  }

  /**
   * Whether a changed program can be read here: by the compiler of this Java, or by any Python.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public boolean canRead(Language language) throws InterruptedException {
    return language == Language.JAVA ? JavaPrograms.canCompile() : pythons.with().isPresent();
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
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Optional<Lack> lacks(Program program) throws InterruptedException {
    if (program.language() == Language.PYTHON) {
      pythons.withFlask(); // from here on it is known
    }
    return knownLack(program);
  }

  /** The same as far as it is known, without waiting, as {@link Pythons#lack} says. */
  public Optional<Lack> knownLack(Program program) {
    Optional<String> lesson = course.lesson(program);
    if (lesson.isEmpty()) {
      return Optional.of(Lack.PROGRAM);
    }
    if (program.language() == Language.PYTHON && pythons.lack("flask")) {
      return Optional.of(Lack.FLASK);
    }
    if (program.language() == Language.JAVA
        && (program.changed() == null ? !canRunJava(lesson.get()) : !JavaPrograms.canCompile())) {
      return Optional.of(Lack.JAVA_COMPILER);
    }
    return TemporaryFolder.hasPlace() ? Optional.empty() : Optional.of(Lack.PLACE);
  }

  /**
   * Whether the Java programs of a lesson can be run here: they were compiled when Portside was
   * built, or this Java has a compiler.
   *
   * @param lesson the lesson's name
   */
  public boolean canRunJava(String lesson) {
    try {
      return JavaPrograms.canCompile() || course.sources(lesson).compiled();
    } catch (IOException noLesson) {
      return false;
    }
  }

  /**
   * How a server is started. The first time, it is copied, and compiled where that was not done
   * when Portside was built.
   *
   * @param host an address of this computer, or a wildcard
   * @param port 1 to 65535
   * @param debug whether Flask runs in its debug mode; the Java twin has none
   * @throws IOException when it cannot be started here (see {@link #lacks}) or does not compile
   * @throws NoPlace when there is no place for temporary files
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Launch server(Program program, InetAddress host, int port, boolean debug)
      throws IOException, InterruptedException {
    ListenAddress at = new ListenAddress(host, port);
    Path folder = folder(program);
    return program.language() == Language.PYTHON
        ? pythons.server(python(program), folder, program.name(), at, debug)
        : JavaCommands.server(folder, program.mainClass(), at, archive.wanted());
  }

  /**
   * How a program that is no server is started, with everything that a debugger wants to know.
   *
   * @throws IOException as {@link #server}
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Launch plain(Program program, List<String> arguments)
      throws IOException, InterruptedException {
    Path folder = folder(program);
    return program.language() == Language.PYTHON
        ? pythons.plain(python(program), folder, program.file(), arguments)
        : JavaCommands.plain(folder, program.mainClass(), arguments);
  }

  /**
   * How a program is run inside of another one, which loads it and looks on.
   *
   * @param around for Python, a source text that gets the module's name as its first argument; for
   *     Java, a class of Portside's own class path that gets the class's name
   * @param arguments what {@code around} gets after that
   * @throws IOException as {@link #server}
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Command inside(Program program, String around, List<String> arguments)
      throws IOException, InterruptedException {
    Path folder = folder(program);
    if (program.language() == Language.PYTHON) {
      return pythons
          .command(python(program), "-c", around, program.name())
          .and(arguments.toArray(String[]::new))
          .in(folder);
    }
    return JavaCommands.inside(folder, around, program.mainClass(), arguments, archive.wanted());
  }

  private Path python(Program program) throws IOException, InterruptedException {
    if (program.python() != null) {
      return program.python();
    }
    return pythons.withFlask().orElseThrow(() -> new IOException("no Python with Flask"));
  }

  /**
   * The text of a program, as the course has it or as it was changed; nothing is copied.
   *
   * @throws IOException when there is no such program
   */
  public List<String> lines(Program program) throws IOException {
    return program.changed() == null ? course.lines(program) : program.changed().lines().toList();
  }

  /**
   * The file of a program, in the copy that runs.
   *
   * @throws IOException as {@link #server}
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Path file(Program program) throws IOException, InterruptedException {
    ProgramFolder copy =
        program.changed() == null
            ? workshop.copy(lesson(program))
            : workshop.changed(lesson(program), program);
    return copy.folder().resolve(program.file());
  }

  /** The folder that holds the copy of a program; its name is of no use to a student. */
  public Path folder(Program program) throws IOException, InterruptedException {
    String lesson = lesson(program);
    if (program.changed() != null) {
      return workshop.changed(lesson, program).folder();
    }
    if (program.language() == Language.JAVA) {
      List<Fault> faults = workshop.compile(lesson);
      if (!faults.isEmpty()) {
        throw new IOException("does not compile: " + faults.get(0));
      }
    }
    return workshop.copy(lesson).folder();
  }

  private String lesson(Program program) throws IOException {
    return course
        .lesson(program)
        .orElseThrow(() -> new IOException("there is no program " + program));
  }

  /**
   * The programs of a lesson, copied.
   *
   * @param lesson the lesson's name
   * @throws NoPlace when there is no place for temporary files
   */
  public ProgramFolder copy(String lesson) throws IOException, InterruptedException {
    return workshop.copy(lesson);
  }

  /**
   * Compiles the Java programs of a lesson, once.
   *
   * @param lesson the lesson's name
   * @return every fault; empty when the classes are in its copy
   */
  public List<Fault> compile(String lesson) throws IOException, InterruptedException {
    return workshop.compile(lesson);
  }

  /** Deletes the copies. End the programs first. */
  @Override
  public void close() {
    archive.close();
    workshop.close();
  }
}
