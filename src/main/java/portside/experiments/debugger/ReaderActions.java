package portside.experiments.debugger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.debug.Adapter;
import portside.debug.NotEvaluated;
import portside.experiments.Action;
import portside.experiments.debugger.DebuggerEvidence.Notice;
import portside.experiments.debugger.DebuggerParameters.Mode;
import portside.process.Child;

/** What the reader may do with the program: the fields of an action, read and carried out. */
final class ReaderActions {
  private static final int LONGEST_INPUT = 200;

  private final Debuggee program;
  private final Start start;
  private final Console console;
  private final Restart restart;

  /** Starts the program anew. */
  interface Restart {
    void begin(Mode how) throws IOException, InterruptedException;
  }

  ReaderActions(Debuggee program, Start start, Console console, Restart restart) {
    this.program = program;
    this.start = start;
    this.console = console;
    this.restart = restart;
  }

  /** Does what the reader asks for; what makes no sense now does nothing. */
  void act(Action action) throws IOException, InterruptedException {
    Map<String, String> fields = action.fields();
    Adapter now = program.adapter();
    StoppedState stopped = program.stoppedState();
    switch (action.name()) {
      case "breakpoint" -> breakpoint(fields);
      case "exceptions" -> {
        String other = program.stopsOnExceptions() ? "off" : "on";
        program.stopOnExceptions(!"off".equals(fields.getOrDefault("on", other)));
      }
      case "watch" ->
          stopped.watch(now, cut(fields.getOrDefault("expression", "").strip(), LONGEST_INPUT));
      case "unwatch" -> stopped.unwatch(now, number(fields.get("index")));
      case "input" -> input(fields.getOrDefault("text", ""));
      case "restart" -> {
        String word = fields.getOrDefault("mode", program.mode().name()).toLowerCase(Locale.ROOT);
        restart.begin(word.equals("run") ? Mode.RUN : Mode.DEBUG);
      }
      case "frame" -> stopped.choose(now, number(fields.get("index")));
      default -> {
        if (now != null) {
          move(now, action.name());
        }
      }
    }
  }

  private void move(Adapter now, String name) throws IOException {
    if (name.equals("pause")) {
      if (program.is("running")) {
        now.pause();
      }
      return;
    }
    if (!program.is("paused")) {
      return;
    }
    program.running();
    switch (name) {
      case "next" -> now.next();
      case "stepIn" -> now.stepIn();
      case "stepOut" -> now.stepOut();
      default -> now.resume();
    }
  }

  private void breakpoint(Map<String, String> fields) throws IOException, InterruptedException {
    int line = number(fields.get("line"));
    if (line < 1 || line > program.lines()) {
      return;
    }
    try {
      Mode mode = program.mode();
      program.notice(
          program.breakpoints().change(line, fields, condition -> start.read(condition, mode)));
    } catch (NotEvaluated no) {
      Notice why = Notice.of(no);
      program.notice(new Notice(why.key(), why.about(), line));
    }
    program.place();
  }

  private void input(String text) {
    Child now = program.child();
    if (now == null || !now.isAlive()) {
      return;
    }
    String line = cut(text, LONGEST_INPUT);
    console.add("stdin", line); // before the program can answer it
    try {
      now.input().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      now.input().flush();
    } catch (IOException nobodyReads) {
      program.notice(new Notice("no-input", ""));
    }
  }

  private static String cut(String text, int most) {
    return text.substring(0, Math.min(most, text.length()));
  }

  private static int number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
  }
}
