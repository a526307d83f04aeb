package portside.experiments.debugger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stops of a program that can be looked back at, the oldest first. It is no record, for what
 * stood at each stop is not evidence of now: only {@link DebuggerEvidence#at} shows it, and one at
 * a time.
 */
public final class Timeline {
  private final List<Moment> moments;
  private final long written;

  /**
   * A stop, as every answer names it.
   *
   * @param stop which one it was, from 1
   */
  public record Mark(int stop, String reason, @Nullable String function, @Nullable Integer line) {}

  /**
   * @param written how many lines of output there are by now
   */
  Timeline(List<Moment> moments, long written) {
    this.moments = moments;
    this.written = written;
  }

  /** Every stop that is kept. */
  @JsonValue
  public List<Mark> marks() {
    return moments.stream()
        .map(each -> new Mark(each.number(), each.reason(), each.function(), each.line()))
        .toList();
  }

  /** Whether there is nothing to look back at. */
  public boolean isEmpty() {
    return moments.isEmpty();
  }

  /** The first stop that is kept; 0 for none. */
  public int first() {
    return moments.isEmpty() ? 0 : moments.get(0).number();
  }

  /** The last one; 0 for none. */
  public int last() {
    return moments.isEmpty() ? 0 : moments.get(moments.size() - 1).number();
  }

  Optional<Moment> find(int number) {
    return moments.stream().filter(each -> each.number() == number).findFirst();
  }

  /** How many of the lines that are written by now the program wrote after that moment. */
  long since(Moment then) {
    return Math.max(0, written - then.written());
  }
}
