package portside.programs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import portside.process.Children;

/** Where the lessons' programs run: copies of them, compiled; each made once, when it is needed. */
final class Workshop implements AutoCloseable {
  private final CourseFiles course;
  private final Children children;
  private final Undisturbed<String, ProgramFolder> copies = new Undisturbed<>();
  private final Undisturbed<Path, List<Fault>> compiled = new Undisturbed<>();
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

  /** Deletes the copies. */
  @Override
  public void close() {
    copies.clear();
    compiled.clear();
    synchronized (folders) {
      folders.forEach(TemporaryFolder::close);
      folders.clear();
    }
  }
}
