package portside.editing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.lesson.Lesson;
import portside.programs.Fault;

/**
 * A program on its page.
 *
 * @param lesson the lesson that it belongs to
 * @param file its file's name
 * @param twin the file of the same program in the other language; empty where there is none
 * @param text what stands in the form
 * @param changed whether it differs from the course's
 * @param faults what keeps it from running
 * @param unread the key of what is missing to look for such, or null
 * @param comparison the course's and the changed one; empty where nothing was changed
 * @param tasks what there is to do with it
 * @param others what there is to do with other programs of the lesson
 * @param cards where the course runs it
 * @param runs whether it can be run alone
 */
public record ProgramView(
    Lesson lesson,
    String file,
    Optional<String> twin,
    String text,
    boolean changed,
    List<FaultView> faults,
    @Nullable String unread,
    List<Comparison.Line> comparison,
    List<TaskView> tasks,
    List<OtherTask> others,
    List<Uses.At> cards,
    boolean runs) {

  /**
   * An error.
   *
   * @param source the line that it stands in
   * @param explanation the key of the sentence for a beginner
   */
  public record FaultView(Fault fault, String source, String explanation) {}

  /** A task of another program, and the address of its page. */
  public record OtherTask(String url, String text) {}

  /**
   * A task.
   *
   * @param text what to do
   * @param hints what helps
   * @param finding what came out just now, or null
   */
  public record TaskView(String id, String text, List<String> hints, @Nullable Finding finding) {}
}
