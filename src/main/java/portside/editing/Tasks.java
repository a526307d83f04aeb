package portside.editing;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import portside.programs.Program;

/** The tasks of the course, each lesson's read when they are first asked for. */
final class Tasks {
  private static final System.Logger LOG = System.getLogger(Tasks.class.getName());

  private final Map<Path, List<Task>> known = new ConcurrentHashMap<>();

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
