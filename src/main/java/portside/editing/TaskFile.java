package portside.editing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code tasks.txt} of a lesson: blocks of {@code name: value} below {@code [id]}, where
 * {@code check} and {@code hint-LANG} may stand several times.
 */
final class TaskFile {
  /** Its name, in the folder of the lesson. */
  static final String NAME = "tasks.txt";

  private static final Pattern HEAD = Pattern.compile("\\[([a-z0-9-]+)]");
  private static final Pattern FIELD = Pattern.compile("([a-z-]+): (.+)");
  private static final Pattern ANSWERS = Pattern.compile("GET (/\\S*) ([1-5][0-9]{2})(?: (.+))?");

  private TaskFile() {}

  /** A line that says nothing that is known. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String what;

    Malformed(Path file, int line, String what) {
      super(file + ":" + line + ": " + what);
      this.line = line;
      this.what = what;
    }

    /** From 1. */
    int line() {
      return line;
    }

    /** What is wrong with it. */
    String what() {
      return what;
    }
  }

  /**
   * @param lesson the lesson's folder
   * @return its tasks in order; none where it has no such file
   * @throws Malformed for a line that is none of them
   */
  static List<Task> read(Path lesson) throws IOException {
    Path file = lesson.resolve(NAME);
    List<Task> tasks = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return tasks;
    }
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      Matcher head = HEAD.matcher(line.strip());
      Matcher field = FIELD.matcher(line.strip());
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (head.matches()) {
        tasks.add(
            new Task(
                head.group(1),
                "",
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>()));
      } else if (field.matches() && !tasks.isEmpty()) {
        Task last = tasks.remove(tasks.size() - 1);
        tasks.add(with(last, field.group(1), field.group(2), file, number));
      } else {
        throw new Malformed(file, number, "neither [id] nor name: value");
      }
    }
    return tasks;
  }

  private static Task with(Task task, String name, String value, Path file, int line)
      throws Malformed {
    if (name.equals("program")) {
      return new Task(task.id(), value, task.checks(), task.texts(), task.hints());
    }
    if (name.equals("check")) {
      task.checks().add(check(value, file, line));
    } else if (name.startsWith("text-")) {
      task.texts().put(name.substring("text-".length()), value);
    } else if (name.startsWith("hint-")) {
      task.hints()
          .computeIfAbsent(name.substring("hint-".length()), lang -> new ArrayList<>())
          .add(value);
    } else {
      throw new Malformed(
          file, line, "unknown " + name + "; write program, check, text-… or hint-…");
    }
    return task;
  }

  private static Check check(String value, Path file, int line) throws Malformed {
    Matcher answers = ANSWERS.matcher(value);
    if (answers.matches()) {
      String text = answers.group(3) == null ? "" : answers.group(3);
      return new Check.Answers(answers.group(1), Integer.parseInt(answers.group(2)), text);
    }
    if (value.startsWith("prints ")) {
      return new Check.Prints(value.substring("prints ".length()));
    }
    return switch (value) {
      case "listens to the network" -> new Check.Listens(true);
      case "listens to nobody else" -> new Check.Listens(false);
      case "tells the caller" -> new Check.TellsCaller();
      default ->
          throw new Malformed(
              file,
              line,
              "unknown check; write prints TEXT, GET /path STATUS TEXT, listens to the network,"
                  + " listens to nobody else, or tells the caller");
    };
  }
}
