package portside.debug;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.launch.DSPLauncher;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.debug.json.DebugMessageJsonHandler;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;

/**
 * Python under debugpy, over the Debug Adapter Protocol on 127.0.0.1. Portside sees the process
 * that it started, and not the processes that this one starts.
 */
final class PythonAdapter implements Adapter {
  /** A program that comes by a condition thousands of times a second lets debugpy wait. */
  private static final long BUSY_SECONDS = 3 * PATIENCE.toSeconds();

  private static final int MOST_STARTS = 3;

  private final PythonStart started;
  private final Socket socket;
  private final Path source;
  private final AdapterListener listener;
  private final PythonEvents events;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "debugpy messages");
            thread.setDaemon(true);
            return thread;
          });
  private final DebugMessageJsonHandler json = new DebugMessageJsonHandler(Map.of());
  private final IDebugProtocolServer server;
  private final PythonValues values;

  private volatile List<Integer> frames = List.of();

  private PythonAdapter(PythonStart started, Socket socket, Path source, AdapterListener listener)
      throws IOException {
    this.started = started;
    this.socket = socket;
    this.source = source;
    this.listener = listener;
    this.events = new PythonEvents(listener);
    Launcher<IDebugProtocolServer> launcher =
        DSPLauncher.createClientLauncher(
            events, PythonStart.messages(socket), socket.getOutputStream(), threads, this::told);
    this.server = launcher.getRemoteProxy();
    this.values = new PythonValues(server);
    launcher.startListening();
  }

  /** Starts a program that waits before its first line. */
  static PythonAdapter start(
      Children children, Command command, Path source, AdapterListener listener)
      throws IOException, InterruptedException {
    return start(children, command, source, listener, PythonStart::freePort);
  }

  /**
   * The same at a port that is found so. Somebody may take it first, or call at debugpy's own doors
   * before its parts have met: then it is started once more, for nothing of the program has run.
   */
  static PythonAdapter start(
      Children children,
      Command command,
      Path source,
      AdapterListener listener,
      PythonStart.FreePort free)
      throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      PythonStart started = PythonStart.of(children, command, listener, free.find());
      try {
        PythonAdapter adapter = attached(started, source, listener);
        started.output().release();
        started.child().whenExited().thenAccept(listener::exited);
        return adapter;
      } catch (IOException e) {
        started.close();
        boolean hopeless = e.getCause() instanceof TimeoutException;
        if (tries == MOST_STARTS || hopeless || Thread.currentThread().isInterrupted()) {
          started.output().release();
          throw e;
        }
      } catch (InterruptedException e) {
        started.close();
        throw e;
      }
    }
  }

  private static PythonAdapter attached(PythonStart started, Path source, AdapterListener listener)
      throws IOException, InterruptedException {
    Socket socket = started.connect();
    try {
      PythonAdapter adapter = new PythonAdapter(started, socket, source, listener);
      adapter.attach();
      return adapter;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void attach() throws IOException {
    InitializeRequestArguments hello = new InitializeRequestArguments();
    hello.setClientID("portside");
    hello.setAdapterID("debugpy");
    hello.setLinesStartAt1(true);
    hello.setColumnsStartAt1(true);
    hello.setPathFormat("path");
    first(server.initialize(hello));
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("justMyCode", true);
    arguments.put("redirectOutput", false); // its output is the child's
    arguments.put("subProcess", false); // a program's own processes run without the debugger
    // Its groups, as of functions, are not shown, and it need not look through them at each stop.
    arguments.put("variablePresentation", Map.of("all", "hide"));
    // Its answer comes only after configurationDone: whoever waits here, waits for ever.
    server.attach(arguments);
    first(events.whenInitialized());
  }

  /** An answer before which debugpy may end, as where its port is somebody else's by now. */
  private <T> T first(CompletableFuture<T> future) throws IOException {
    CompletableFuture<?> exited = started.child().whenExited();
    answer(CompletableFuture.anyOf(future, exited));
    if (!future.isDone()) {
      throw new IOException("debugpy has ended");
    }
    return answer(future);
  }

  // Requests

  @Override
  public String name() {
    return ("debugpy " + events.version()).strip();
  }

  @Override
  public Child child() {
    return started.child();
  }

  @Override
  public List<Placed> setBreakpoints(List<Breakpoint> breakpoints) throws IOException {
    SetBreakpointsArguments arguments = new SetBreakpointsArguments();
    Source file = new Source();
    file.setPath(source.toString());
    arguments.setSource(file);
    arguments.setBreakpoints(
        breakpoints.stream().map(PythonAdapter::dap).toArray(SourceBreakpoint[]::new));
    org.eclipse.lsp4j.debug.Breakpoint[] answer =
        answer(server.setBreakpoints(arguments)).getBreakpoints();
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < breakpoints.size() && i < answer.length; i++) {
      int asked = breakpoints.get(i).line();
      Integer line = answer[i].getLine();
      placed.add(new Placed(asked, line == null ? asked : line, answer[i].isVerified()));
    }
    return placed;
  }

  private static SourceBreakpoint dap(Breakpoint one) {
    SourceBreakpoint breakpoint = new SourceBreakpoint();
    breakpoint.setLine(one.line());
    if (!one.condition().isBlank()) {
      breakpoint.setCondition(
          "__import__('portside_watch').holds("
              + PythonText.literal(one.condition())
              + ", globals(), locals())");
    }
    return breakpoint;
  }

  @Override
  public void setExceptionBreakpoints(boolean stop) throws IOException {
    SetExceptionBreakpointsArguments arguments = new SetExceptionBreakpointsArguments();
    // An exception of a view never ends the program: Flask catches it. That is "userUnhandled".
    arguments.setFilters(stop ? new String[] {"uncaught", "userUnhandled"} : new String[0]);
    answer(server.setExceptionBreakpoints(arguments));
  }

  @Override
  public void configurationDone() throws IOException {
    answer(server.configurationDone(new ConfigurationDoneArguments()));
  }

  @Override
  public void resume() throws IOException {
    if (events.goesOn()) {
      ContinueArguments arguments = new ContinueArguments();
      arguments.setThreadId(events.thread());
      answer(server.continue_(arguments));
    }
  }

  @Override
  public void next() throws IOException {
    if (events.goesOn()) {
      NextArguments arguments = new NextArguments();
      arguments.setThreadId(events.thread());
      answer(server.next(arguments));
    }
  }

  @Override
  public void stepIn() throws IOException {
    if (events.goesOn()) {
      StepInArguments arguments = new StepInArguments();
      arguments.setThreadId(events.thread());
      answer(server.stepIn(arguments));
    }
  }

  @Override
  public void stepOut() throws IOException {
    if (events.goesOn()) {
      StepOutArguments arguments = new StepOutArguments();
      arguments.setThreadId(events.thread());
      answer(server.stepOut(arguments));
    }
  }

  @Override
  public void pause() throws IOException {
    if (!events.stands()) {
      org.eclipse.lsp4j.debug.Thread[] all = answer(server.threads()).getThreads();
      PauseArguments arguments = new PauseArguments();
      arguments.setThreadId(all.length == 0 ? events.thread() : all[0].getId());
      answer(server.pause(arguments));
    }
  }

  @Override
  public CallStack stackTrace() throws IOException {
    StackTraceArguments arguments = new StackTraceArguments();
    arguments.setThreadId(events.thread());
    arguments.setLevels(CallStack.MOST);
    StackTraceResponse answer = answer(server.stackTrace(arguments));
    org.eclipse.lsp4j.debug.StackFrame[] shown = answer.getStackFrames();
    frames = Arrays.stream(shown).map(org.eclipse.lsp4j.debug.StackFrame::getId).toList();
    Integer all = answer.getTotalFrames(); // which the protocol lets a debugger leave out
    return new CallStack(
        Arrays.stream(shown).map(this::frame).toList(),
        all == null ? 0 : Math.max(0, all - shown.length));
  }

  private StackFrame frame(org.eclipse.lsp4j.debug.StackFrame frame) {
    Source in = frame.getSource();
    String path = in == null || in.getPath() == null ? "" : in.getPath();
    String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    String function = frame.getName().replace(" (Current frame)", ""); // where an exception arose
    return new StackFrame(function, file, frame.getLine(), path.equals(source.toString()));
  }

  @Override
  public Variables variables(int frame) throws IOException {
    return values.variables(frameId(frame));
  }

  @Override
  public String evaluate(int frame, String expression) throws IOException, NotEvaluated {
    return values.evaluate(frameId(frame), expression);
  }

  private int frameId(int frame) throws IOException {
    List<Integer> now = frames;
    if (frame < 0 || frame >= now.size()) {
      throw new IOException("no such frame");
    }
    return now.get(frame);
  }

  static <T> T answer(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(BUSY_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("debugpy gave no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Sees every message in both directions. */
  private MessageConsumer told(MessageConsumer consumer) {
    boolean outgoing = !(consumer instanceof RemoteEndpoint);
    return message -> {
      listener.message(outgoing, json.serialize(message));
      consumer.consume(message);
    };
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      // as is to be expected
    }
    started.close();
    threads.shutdownNow();
  }
}
