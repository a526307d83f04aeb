package portside.experiments.debugger;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.debug.StackFrame;
import portside.experiments.debugger.DebuggerEvidence.Seen;
import portside.experiments.debugger.DebuggerEvidence.Watch;

/**
 * What could be seen while the program stood at one stop, as its reader saw it last.
 *
 * @param number which stop it was, from 1
 * @param reason why it stood: {@code breakpoint}, {@code step}, {@code pause}, {@code exception}
 * @param function where it stood
 * @param line where it stood
 * @param exception type and message of the exception that stopped it
 * @param stack the call stack, the innermost first
 * @param moreFrames how many more calls there were; null for none
 * @param frame the chosen frame, from 0
 * @param variables the variables of that frame
 * @param moreVariables how many more it had; null for none
 * @param watches the watched expressions
 * @param written how many lines of output the program had written before it went on
 */
record Moment(
    int number,
    String reason,
    @Nullable String function,
    @Nullable Integer line,
    @Nullable String exception,
    List<StackFrame> stack,
    @Nullable Integer moreFrames,
    @Nullable Integer frame,
    List<Seen> variables,
    @Nullable Integer moreVariables,
    List<Watch> watches,
    long written) {

  /** The same, with all the output that it had written when it went on. */
  Moment left(long lines) {
    return new Moment(
        number,
        reason,
        function,
        line,
        exception,
        stack,
        moreFrames,
        frame,
        variables,
        moreVariables,
        watches,
        lines);
  }

  /** About how many characters it keeps. */
  int weight() {
    Stream<String> frames = stack.stream().flatMap(at -> Stream.of(at.function(), at.file()));
    Stream<String> values =
        variables.stream().flatMap(seen -> Stream.of(seen.name(), seen.value(), seen.type()));
    Stream<String> watched =
        watches.stream()
            .flatMap(watch -> Stream.of(watch.expression(), String.valueOf(watch.value())));
    return Stream.of(frames, values, watched)
        .flatMap(texts -> texts)
        .mapToInt(String::length)
        .sum();
  }
}
