package portside.experiments.debugger;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.debug.NotEvaluated;
import portside.debug.StackFrame;
import portside.experiments.Guests;
import portside.experiments.Unit;
import portside.page.Json;

/**
 * A debugging session as it stands now: a whole snapshot at every stop.
 *
 * @param state {@code starting}, {@code running}, {@code paused} or {@code ended}
 * @param mode {@code debug} or {@code run}
 * @param reason why it stands: {@code breakpoint}, {@code step}, {@code pause}, {@code exception}
 * @param function where it stands
 * @param line where it stands
 * @param exception type and message of the exception that stopped it
 * @param exitCode how it ended; 0 is well
 * @param stops how often it stopped
 * @param startMillis from the start to the first stop
 * @param debugger what debugs it
 * @param commandLine how the program was started
 * @param pid the process
 * @param url where its server answers
 * @param servedBy the process that answers, where a reloader has started a second one
 * @param twoProcesses whether another process answers than the one that is debugged
 * @param answered how often its first page was answered, by the server's log; null without one
 * @param notice what the reader should know: a key, and what it is about
 * @param tabs in how many tabs of the host it is open
 * @param source the lines of what runs; who may see what it does must be able to follow it, also
 *     where the reader has changed it
 * @param breakpoints the breakpoints, by line
 * @param stopOnExceptions whether exceptions stop it
 * @param stack the call stack, the innermost first
 * @param moreFrames how many more calls there are than are listed; null for none
 * @param frame the chosen frame, from 0
 * @param variables the variables of that frame
 * @param moreVariables how many more there are than are listed; null for none
 * @param watches the watched expressions
 * @param output the last lines of the program's output
 * @param timeline the stops that can be looked back at
 * @param past the stop that is looked back at, with what stood there; null where this is now
 */
public record DebuggerEvidence(
    @Guests String state,
    @Guests String mode,
    @Guests @Nullable String reason,
    @Guests @Nullable String function,
    @Guests @Nullable Integer line,
    @Guests @Nullable String exception,
    @Guests @Nullable Integer exitCode,
    @Guests @Nullable Integer stops,
    @Guests @Unit("ms") @Nullable Long startMillis,
    @Guests @Nullable String debugger,
    @Nullable String commandLine,
    @Nullable Long pid,
    @Guests @Nullable String url,
    @Nullable Long servedBy,
    @Guests @Nullable Boolean twoProcesses,
    @Guests @Unit("") @Nullable Integer answered,
    @Guests @Nullable Notice notice,
    @Nullable Integer tabs,
    @Guests List<String> source,
    @Guests List<Point> breakpoints,
    @Guests Boolean stopOnExceptions,
    @Guests List<StackFrame> stack,
    @Guests @Nullable Integer moreFrames,
    @Guests @Nullable Integer frame,
    @Guests List<Seen> variables,
    @Guests @Nullable Integer moreVariables,
    @Guests List<Watch> watches,
    @Guests List<Line> output,
    @Guests @Nullable Timeline timeline,
    @Guests @Nullable Integer past) {

  /** A program that has not been started yet. */
  static DebuggerEvidence ofSource(List<String> source, List<Point> breakpoints) {
    return new DebuggerEvidence(
        "ready",
        "",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        1,
        source,
        breakpoints,
        true,
        List.of(),
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
        null);
  }

  /**
   * The same as somebody sees it who looks back at an earlier stop: what stood there, and the
   * output until then.
   *
   * @param number the stop; where it is not kept, or is now, nothing is different
   */
  DebuggerEvidence at(int number) {
    boolean now = timeline == null || (state.equals("paused") && number == timeline.last());
    Moment then = now ? null : timeline.find(number).orElse(null);
    if (then == null) {
      return this;
    }
    boolean cut = !output.isEmpty() && output.get(0).stream().equals("left-out");
    long kept = Math.max(cut ? 1 : 0, output.size() - timeline.since(then));
    return new DebuggerEvidence(
        state,
        mode,
        then.reason(),
        then.function(),
        then.line(),
        then.exception(),
        exitCode,
        stops,
        startMillis,
        debugger,
        commandLine,
        pid,
        url,
        servedBy,
        twoProcesses,
        answered,
        notice,
        tabs,
        source,
        breakpoints,
        stopOnExceptions,
        then.stack(),
        then.moreFrames(),
        then.frame(),
        then.variables(),
        then.moreVariables(),
        then.watches(),
        output.subList(0, (int) kept),
        timeline,
        then.number());
  }

  /**
   * What the reader should know.
   *
   * @param key of the words {@code notice.<key>}
   * @param about a part of an expression, or the debugger's words
   * @param at the line of the breakpoint whose condition was refused; null for anything else
   */
  public record Notice(String key, String about, @Nullable Integer at) {
    Notice(String key, String about) {
      this(key, about, null);
    }

    /** Why an expression is not evaluated. */
    static Notice of(NotEvaluated no) {
      return new Notice(Json.word(no.reason()), no.at());
    }

    /**
     * For a condition that failed while the program ran, the notice of the reason that stands in
     * {@link #about}; null for any other.
     */
    public @Nullable Notice cause() {
      String[] said = about.split(": ", 2);
      return Stream.of(NotEvaluated.Reason.values())
          .filter(reason -> key.equals("condition") && reason.name().equals(said[0]))
          .map(reason -> new Notice(Json.word(reason), said.length == 2 ? said[1] : ""))
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * A breakpoint.
   *
   * @param line where the reader put it
   * @param condition stops only where it is true; empty for always
   * @param enabled whether it is on
   * @param placed the line where the debugger put it, or null while it has not
   */
  public record Point(int line, String condition, boolean enabled, @Nullable Integer placed) {}

  /**
   * A variable.
   *
   * @param scope {@code local} or {@code outer}
   * @param changed whether its value has changed since the stop before
   */
  public record Seen(String name, String value, String type, String scope, boolean changed) {}

  /**
   * A watched expression.
   *
   * @param value its value, or null
   * @param refused why it has none
   */
  public record Watch(String expression, @Nullable String value, @Nullable Notice refused) {}

  /**
   * A line of output.
   *
   * @param stream {@code stdout}, {@code stderr}, {@code stdin} or {@code left-out}
   */
  public record Line(String stream, String text) {}
}
