package portside.debug;

import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.debug.BreakpointEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;

/**
 * The events that debugpy sends (Debug Adapter Protocol), and what they say of the program: whether
 * it stands, and in which thread.
 */
final class PythonEvents implements IDebugProtocolClient {
  private static final Pattern VERSION = Pattern.compile("packageVersion\"?[:=]\\s*\"?([0-9.]+)");

  private final AdapterListener listener;
  private final CompletableFuture<Void> initialized = new CompletableFuture<>();

  private volatile String version = "";
  private volatile int thread = 1;
  private volatile boolean stopped;

  PythonEvents(AdapterListener listener) {
    this.listener = listener;
  }

  /** Completes when the debugger takes breakpoints. */
  CompletableFuture<Void> whenInitialized() {
    return initialized;
  }

  /** Debugpy's version; empty until it has told it. */
  String version() {
    return version;
  }

  /** The thread that stopped last. */
  int thread() {
    return thread;
  }

  /** Whether the program stands. */
  boolean stands() {
    return stopped;
  }

  /** The program is about to run on; returns whether it stood. */
  boolean goesOn() {
    boolean stood = stopped;
    stopped = false;
    return stood;
  }

  /** Debugpy's own event, beyond the protocol; it says nothing that is needed here. */
  @JsonNotification("debugpyWaitingForServer")
  public void debugpyWaitingForServer(Object where) {}

  /** The same in newer versions. */
  @JsonNotification("debugpySockets")
  public void debugpySockets(Object where) {}

  @Override
  public void initialized() {
    initialized.complete(null);
  }

  @Override
  public void stopped(StoppedEventArguments event) {
    if (event.getThreadId() != null) {
      thread = event.getThreadId();
    }
    stopped = true;
    boolean exception = Stop.EXCEPTION.equals(event.getReason());
    String text = exception ? PythonText.text(event.getText()) : "";
    String more = exception ? PythonText.text(event.getDescription()) : "";
    listener.stopped(
        new Stop(
            PythonText.text(event.getReason()),
            more.isEmpty() ? text : PythonText.cut(text + ": " + more)));
  }

  @Override
  public void breakpoint(BreakpointEventArguments event) {
    Integer line = event.getBreakpoint().getLine();
    if (line != null) {
      listener.placed(new Placed(line, line, event.getBreakpoint().isVerified()));
    }
  }

  @Override
  public void output(OutputEventArguments event) {
    if ("telemetry".equals(event.getCategory()) && "debugpy".equals(event.getOutput())) {
      Matcher found = VERSION.matcher(String.valueOf(event.getData()));
      if (found.find()) {
        version = found.group(1);
      }
    } else if ("important".equals(event.getCategory())) {
      listener.output("stderr", event.getOutput().strip());
    }
  }
}
