package portside.editing;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import portside.lesson.Lesson;
import portside.programs.Program;
import portside.programs.ProgramFinder;

/** The tasks of the course, each lesson's read when they are first asked for. */
public final class Tasks {
  private static final System.Logger LOG = System.getLogger(Tasks.class.getName());

  private final ProgramFinder programs;
  private final Map<Path, List<Task>> known = new ConcurrentHashMap<>();

  /**
   * @param programs which programs there are
   */
  public Tasks(ProgramFinder programs) {
    this.programs = programs;
  }

  /** How many tasks there are for a file of a lesson. */
  public int count(Lesson lesson, String file) {
    return programs
        .find(lesson.name(), file)
        .map(program -> of(lesson.folder(), program).size())
        .orElse(0);
  }

  /**
   * The tasks for a program.
   *
   * @param lesson the lesson's folder
   * @param program the program, in either of its languages
   */
  List<Task> of(Path lesson, Program program) {
    return of(lesson).stream().filter(task -> task.isFor(program)).toList();
  }

  /** All tasks of a lesson, in order. */
  List<Task> of(Path lesson) {
    return known.computeIfAbsent(lesson, Tasks::read);
  }

  /** The task with that id. */
  Optional<Task> find(Path lesson, Program program, String id) {
    return of(lesson, program).stream().filter(task -> task.id().equals(id)).findFirst();
  }

  private static List<Task> read(Path lesson) {
    try {
      return TaskFile.read(lesson);
    } catch (IOException malformed) {
      LOG.log(Level.WARNING, "tasks are left out: " + malformed.getMessage());
      return List.of();
    }
  }
}
