package portside.experiments.debugger;

import java.util.ArrayDeque;
import java.util.Queue;
import portside.experiments.Echo;
import portside.experiments.Run;

/** Keeps the debugger's messages until the page is told anyway, and bounds them. */
final class Protocol {
  private static final int MOST = 30;
  private static final int LONGEST = 600;

  private final Queue<String> waiting = new ArrayDeque<>();

  synchronized void add(boolean outgoing, String json) {
    if (waiting.size() == MOST) {
      waiting.remove();
    }
    String text = (outgoing ? "→ " : "← ") + json;
    waiting.add(Echo.of(text, LONGEST));
  }

  /** Writes what has come. */
  synchronized void flush(Run<?> run) {
    while (!waiting.isEmpty()) {
      run.line("protocol", waiting.remove());
    }
  }
}
