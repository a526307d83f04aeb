package portside.editing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.editing.ProgramView.FaultView;
import portside.editing.ProgramView.OtherTask;
import portside.editing.ProgramView.TaskView;
import portside.lesson.Course;
import portside.page.Urls;
import portside.programs.Fault;
import portside.programs.Language;
import portside.programs.Program;
import portside.programs.ProgramFinder;
import portside.programs.Programs;

/** Puts together what the page of a program shows. */
final class ProgramViews {
  private final Programs programs;
  private final Tasks tasks;
  private final Course course;

  ProgramViews(Programs programs, Tasks tasks, Course course) {
    this.programs = programs;
    this.tasks = tasks;
    this.course = course;
  }

  /** The text of the course. */
  String original(Asked asked) {
    try {
      return String.join("\n", programs.lines(asked.program())).stripTrailing() + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What else there is to do in the lesson, with programs in the same language where they exist.
   */
  private List<OtherTask> others(Asked asked) {
    String lesson = asked.lesson().name();
    String lang = asked.lesson().lang();
    ProgramFinder finder = programs.finder();
    return tasks.of(asked.lesson().folder()).stream()
        .filter(task -> !task.isFor(asked.program()))
        .flatMap(
            task ->
                Stream.of(asked.program().language(), Language.JAVA, Language.PYTHON)
                    .map(language -> Program.of(task.program(), language).file())
                    .flatMap(file -> finder.find(lesson, file).stream())
                    .limit(1)
                    .map(
                        program ->
                            new OtherTask(
                                Urls.program(lang, lesson, program.file()) + "#" + task.id(),
                                task.texts().getOrDefault(lang, ""))))
        .toList();
  }

  /** Where the course runs it. */
  Uses uses(Asked asked) {
    return new Uses(
        course.pages(asked.lesson().lang()), asked.lesson().name() + "/" + asked.program().file());
  }

  /** What keeps it from running, as far as that can be told here. */
  List<Fault> faults(Program program) {
    try {
      return programs.canRead(program.language()) ? programs.faults(program) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private @Nullable String unread(Language language) {
    try {
      return programs.canRead(language)
          ? null
          : "unread." + language.name().toLowerCase(Locale.ROOT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /**
   * A program as its page shows it.
   *
   * @param given what was sent and not kept; null for what is kept
   * @param found the task that was checked and what came out, or null
   */
  ProgramView of(Asked asked, @Nullable String given, Map.@Nullable Entry<String, Finding> found) {
    Program now = programs.current(asked.program());
    String original = original(asked);
    String text = now.changed() == null ? original : now.changed();
    List<String> lines = text.lines().toList();
    Uses uses = uses(asked);
    String lang = asked.lesson().lang();
    return new ProgramView(
        asked.lesson(),
        now.file(),
        programs.finder().twin(asked.program()).map(Program::file),
        given == null ? text : given,
        now.changed() != null,
        faults(now).stream()
            .map(
                fault ->
                    new FaultView(
                        fault,
                        fault.line() <= lines.size() ? lines.get(fault.line() - 1) : "",
                        Explanations.of(now.language(), fault.what())))
            .toList(),
        unread(now.language()),
        now.changed() == null ? List.of() : Comparison.of(original.lines().toList(), lines),
        tasks.of(asked.lesson().folder(), now).stream()
            .map(
                task ->
                    new TaskView(
                        task.id(),
                        task.texts().getOrDefault(lang, ""),
                        task.hints().getOrDefault(lang, List.of()),
                        found != null && found.getKey().equals(task.id())
                            ? found.getValue()
                            : null))
            .toList(),
        others(asked),
        uses.cards(),
        uses.start().isPresent());
  }
}
