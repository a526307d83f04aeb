package portside.lesson.reading;

import java.util.Comparator;

/**
 * What is wrong with the content, for its author; in English.
 *
 * @param file the file, from the folder that holds the content
 * @param line the line, counted from 1
 * @param what what is wrong
 * @param todo what to do
 */
public record Problem(String file, int line, String what, String todo)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::what)
          .thenComparing(Problem::todo);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** As it is printed: {@code path:line: what is wrong; what to do}. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + what + "; " + todo;
  }
}
