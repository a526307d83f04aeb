package portside.programs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import portside.process.Children;

/** Where the lessons' programs run: copies of them, compiled; each made once, when it is needed. */
final class Workshop implements AutoCloseable {
  /** More than a lesson's programs; one that runs now is among the latest. */
  private static final int MOST_EDITIONS = 24;

  private final CourseFiles course;
  private final Children children;
  private final Undisturbed<String, ProgramFolder> copies = new Undisturbed<>();
  private final Undisturbed<Path, List<Fault>> compiled = new Undisturbed<>();
  private final Undisturbed<Edition, Copy> changed = new Undisturbed<>();
  private final Map<Edition, TemporaryFolder> editions = new LinkedHashMap<>(); // by itself
  private final List<TemporaryFolder> folders = new ArrayList<>(); // guarded by itself

  Workshop(CourseFiles course, Children children) {
    this.course = course;
    this.children = children;
  }

  /**
   * The programs of a lesson, copied.
   *
   * @throws NoPlace when there is no place for temporary files
   * @throws InterruptedException when the waiting thread is interrupted
   */
  ProgramFolder copy(String lesson) throws IOException, InterruptedException {
    ProgramFolder copy = copies.get(lesson, () -> makeCopy(lesson));
    if (copy.isWhole()) {
      return copy;
    }
    copies.forget(lesson);
    return copies.get(lesson, () -> makeCopy(lesson));
  }

  private ProgramFolder makeCopy(String lesson) throws IOException {
    Sources sources = course.sources(lesson);
    TemporaryFolder folder = TemporaryFolder.make(children, "programs");
    synchronized (folders) {
      folders.add(folder);
    }
    return ProgramFolder.copy(sources, folder);
  }

  /**
   * Compiles the Java programs of a lesson, unless the build has done so.
   *
   * @return every fault of theirs; empty when the classes are in the copy
   * @throws IOException when it is not theirs that there are no classes
   * @throws InterruptedException when the waiting thread is interrupted
   */
  List<Fault> compile(String lesson) throws IOException, InterruptedException {
    ProgramFolder copy = copy(lesson);
    return compiled.get(
        copy.folder(),
        () ->
            course.sources(lesson).compiled()
                ? List.of()
                : JavaPrograms.compile(copy.java(), copy.folder()));
  }

  /**
   * A lesson's programs with one of them changed, compiled where that is Java.
   *
   * @param lesson the lesson's name
   * @param program the program, with its changed text
   * @throws Faulty when it does not compile
   * @throws IOException as {@link #compile}
   * @throws InterruptedException when the waiting thread is interrupted
   */
  ProgramFolder changed(String lesson, Program program) throws IOException, InterruptedException {
    Edition edition = new Edition(lesson, program.file(), program.changed());
    Copy copy = changed.get(edition, () -> makeChanged(edition, program.language()));
    if (!copy.programs().isWhole() || !isAsWritten(edition, copy)) {
      changed.forget(edition);
      copy = changed.get(edition, () -> makeChanged(edition, program.language()));
    }
    if (!copy.faults().isEmpty()) {
      throw new Faulty(copy.faults());
    }
    return copy.programs();
  }

  private Copy makeChanged(Edition edition, Language language) throws IOException {
    Sources sources = course.sources(edition.lesson());
    TemporaryFolder folder = TemporaryFolder.make(children, "changed");
    forgetOldest(edition, folder);
    ProgramFolder programs = ProgramFolder.copy(sources, folder);
    Path file = folder.write(edition.file(), edition.text().getBytes(StandardCharsets.UTF_8));
    if (language != Language.JAVA) {
      return new Copy(programs, List.of());
    }
    deleteClasses(file); // what the build made of the course's text is not to run in its place
    List<Path> files = sources.compiled() ? List.of(file) : programs.java();
    List<Fault> faults = JavaPrograms.compileChanged(files, folder.path());
    return new Copy(
        programs, faults.isEmpty() && !Files.exists(classOf(file)) ? lost(file) : faults);
  }

  private static Path classOf(Path source) {
    return source.resolveSibling(name(source) + ".class");
  }

  private static String name(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  private static void deleteClasses(Path source) throws IOException {
    Path folder = Objects.requireNonNull(source.getParent());
    String name = name(source);
    try (DirectoryStream<Path> classes =
        Files.newDirectoryStream(folder, name + "{.class,$*.class}")) {
      for (Path each : classes) {
        Files.delete(each);
      }
    }
  }

  /** What Java itself says when it is to run a class that is not there. */
  private static List<Fault> lost(Path source) {
    return List.of(
        new Fault(
            source.getFileName().toString(),
            1,
            "Could not find or load main class " + name(source)));
  }

  /** Whether the program that ran has left its own folder as it was. */
  private static boolean isAsWritten(Edition edition, Copy copy) throws IOException {
    Path file = copy.programs().folder().resolve(edition.file());
    return Files.readString(file).equals(edition.text())
        && (!edition.file().endsWith(".java")
            || !copy.faults().isEmpty()
            || Files.exists(classOf(file)));
  }

  /** Whoever saves all day long is not to fill the temporary folder. */
  private void forgetOldest(Edition edition, TemporaryFolder folder) {
    synchronized (editions) {
      editions.put(edition, folder);
      if (editions.size() > MOST_EDITIONS) {
        Map.Entry<Edition, TemporaryFolder> oldest = editions.entrySet().iterator().next();
        editions.remove(oldest.getKey());
        changed.forget(oldest.getKey());
        oldest.getValue().close();
      }
    }
  }

  /** A program as its reader has changed it. */
  private record Edition(String lesson, String file, String text) {}

  private record Copy(ProgramFolder programs, List<Fault> faults) {}

  /** Deletes the copies. */
  @Override
  public void close() {
    copies.clear();
    compiled.clear();
    changed.clear();
    synchronized (editions) {
      editions.values().forEach(TemporaryFolder::close);
      editions.clear();
    }
    synchronized (folders) {
      folders.forEach(TemporaryFolder::close);
      folders.clear();
    }
  }
}
