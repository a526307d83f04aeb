package portside.editing;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import portside.programs.Language;
import portside.programs.Program;

/** The tasks of the course, each lesson's read when they are first asked for. */
final class Tasks {
  private static final System.Logger LOG = System.getLogger(Tasks.class.getName());

  private final Map<Path, List<Task>> known = new ConcurrentHashMap<>();

  /**
   * The tasks for a program.
   *
   * @param lesson the lesson's folder
   * @param mainClass the program, as its class is called in Java
   */
  List<Task> of(Path lesson, String mainClass) {
    return known.computeIfAbsent(lesson, Tasks::read).stream()
        .filter(task -> Program.of(task.program(), Language.JAVA).mainClass().equals(mainClass))
        .toList();
  }

  /** The task with that id. */
  Optional<Task> find(Path lesson, String mainClass, String id) {
    return of(lesson, mainClass).stream().filter(task -> task.id().equals(id)).findFirst();
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
