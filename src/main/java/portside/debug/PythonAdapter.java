package portside.debug;

import java.io.IOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.debug.BreakpointEventArguments;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.NextArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetExceptionBreakpointsArguments;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StepInArguments;
import org.eclipse.lsp4j.debug.StepOutArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.eclipse.lsp4j.debug.launch.DSPLauncher;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.debug.json.DebugMessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import portside.debug.NotEvaluated.Reason;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;

/**
 * Python under debugpy, over the Debug Adapter Protocol on 127.0.0.1. Portside sees the process
 * that it started, and not the processes that this one starts.
 */
final class PythonAdapter implements Adapter, IDebugProtocolClient {
  private static final Pattern VERSION = Pattern.compile("packageVersion\"?[:=]\\s*\"?([0-9.]+)");
  private static final int MOST_FRAMES = 20;
  private static final int MOST_VARIABLES = 60;
  private static final int LONGEST = 200;

  private final PythonStart started;
  private final Path source;
  private final AdapterListener listener;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "debugpy messages");
            thread.setDaemon(true);
            return thread;
          });
  private final DebugMessageJsonHandler json = new DebugMessageJsonHandler(Map.of());
  private final CompletableFuture<Void> initialized = new CompletableFuture<>();
  private final IDebugProtocolServer server;

  private volatile String version = "";
  private volatile int thread = 1;
  private volatile int anyThread = 1;
  private volatile boolean standing;
  private volatile List<Integer> frames = List.of();

  private PythonAdapter(PythonStart started, Path source, AdapterListener listener)
      throws IOException {
    this.started = started;
    this.source = source;
    this.listener = listener;
    Launcher<IDebugProtocolServer> launcher =
        DSPLauncher.createClientLauncher(
            this, started.messages(), started.socket().getOutputStream(), threads, this::told);
    this.server = launcher.getRemoteProxy();
    launcher.startListening();
  }

  /** Starts a program that waits before its first line. */
  static PythonAdapter start(
      Children children, Command command, Path source, AdapterListener listener)
      throws IOException, InterruptedException {
    PythonStart started = PythonStart.of(children, command, listener);
    try {
      PythonAdapter adapter = new PythonAdapter(started, source, listener);
      adapter.attach();
      started.child().whenExited().thenAccept(listener::exited);
      return adapter;
    } catch (IOException e) {
      started.close();
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
    answer(server.initialize(hello));
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("justMyCode", true);
    arguments.put("redirectOutput", false); // its output is the child's
    arguments.put("subProcess", false); // a program's own processes run without the debugger
    // Its answer comes only after configurationDone: whoever waits here, waits for ever.
    server.attach(arguments);
    answer(initialized);
  }

  // Requests

  @Override
  public String name() {
    return ("debugpy " + version).strip();
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
      breakpoint.setCondition(one.condition());
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
    if (goesOn()) {
      ContinueArguments arguments = new ContinueArguments();
      arguments.setThreadId(thread);
      answer(server.continue_(arguments));
    }
  }

  @Override
  public void next() throws IOException {
    if (goesOn()) {
      NextArguments arguments = new NextArguments();
      arguments.setThreadId(thread);
      answer(server.next(arguments));
    }
  }

  @Override
  public void stepIn() throws IOException {
    if (goesOn()) {
      StepInArguments arguments = new StepInArguments();
      arguments.setThreadId(thread);
      answer(server.stepIn(arguments));
    }
  }

  @Override
  public void stepOut() throws IOException {
    if (goesOn()) {
      StepOutArguments arguments = new StepOutArguments();
      arguments.setThreadId(thread);
      answer(server.stepOut(arguments));
    }
  }

  private boolean goesOn() {
    boolean stood = standing;
    standing = false;
    return stood;
  }

  @Override
  public void pause() throws IOException {
    if (!standing) {
      org.eclipse.lsp4j.debug.Thread[] all = answer(server.threads()).getThreads();
      PauseArguments arguments = new PauseArguments();
      arguments.setThreadId(all.length == 0 ? anyThread : all[0].getId());
      answer(server.pause(arguments));
    }
  }

  @Override
  public List<Frame> stackTrace() throws IOException {
    StackTraceArguments arguments = new StackTraceArguments();
    arguments.setThreadId(thread);
    arguments.setLevels(MOST_FRAMES);
    StackFrame[] answer = answer(server.stackTrace(arguments)).getStackFrames();
    frames = Arrays.stream(answer).map(StackFrame::getId).toList();
    return Arrays.stream(answer).map(this::frame).toList();
  }

  private Frame frame(StackFrame frame) {
    Source in = frame.getSource();
    String path = in == null || in.getPath() == null ? "" : in.getPath();
    String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    String function = frame.getName().replace(" (Current frame)", ""); // where an exception arose
    return new Frame(function, file, frame.getLine(), path.equals(source.toString()));
  }

  @Override
  public List<Variable> variables(int frame) throws IOException {
    ScopesArguments arguments = new ScopesArguments();
    arguments.setFrameId(frameId(frame));
    Map<Scope, CompletableFuture<VariablesResponse>> asked = new LinkedHashMap<>();
    for (Scope scope : answer(server.scopes(arguments)).getScopes()) {
      VariablesArguments of = new VariablesArguments();
      of.setVariablesReference(scope.getVariablesReference());
      asked.put(scope, server.variables(of));
    }
    List<Variable> variables = new ArrayList<>();
    for (Map.Entry<Scope, CompletableFuture<VariablesResponse>> one : asked.entrySet()) {
      String scope = one.getKey().getName().equals("Globals") ? Variable.OUTER : Variable.LOCAL;
      for (org.eclipse.lsp4j.debug.Variable found : answer(one.getValue()).getVariables()) {
        Variable variable =
            new Variable(found.getName(), cut(found.getValue()), text(found.getType()), scope);
        boolean again =
            variables.stream()
                .anyMatch(
                    other ->
                        other.name().equals(variable.name())
                            && other.value().equals(variable.value()));
        if (worthShowing(variable) && !again && variables.size() < MOST_VARIABLES) {
          variables.add(variable);
        }
      }
    }
    return variables;
  }

  /** Not what Python puts into every module, nor debugpy's groups, imports and functions. */
  private static boolean worthShowing(Variable variable) {
    return !variable.type().isEmpty()
        && !variable.name().startsWith("__")
        && !List.of("module", "function", "type", "Flask").contains(variable.type());
  }

  @Override
  public String evaluate(int frame, String expression) throws IOException, NotEvaluated {
    if (expression.isBlank()) {
      throw new NotEvaluated(Reason.EMPTY, "");
    }
    EvaluateArguments arguments = new EvaluateArguments();
    arguments.setExpression(
        "__import__('portside_watch').watch(" + literal(expression) + ", globals(), locals())");
    arguments.setFrameId(frameId(frame));
    arguments.setContext("watch");
    try {
      return value(
          server.evaluate(arguments).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getResult());
    } catch (ExecutionException refused) {
      throw new NotEvaluated(Reason.DEBUGGER, lastLine(refused.getCause().getMessage()));
    } catch (TimeoutException e) {
      throw new NotEvaluated(Reason.DEBUGGER, "no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** A text as Python writes it in a program. */
  private static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c < ' ' || c == '"' || c == '\\') {
                literal.append("\\x%02x".formatted(c));
              } else {
                literal.appendCodePoint(c);
              }
            });
    return literal.append('"').toString();
  }

  /** What {@code portside_watch.py} says: a kind, a colon, and a text. */
  private static String value(String said) throws NotEvaluated {
    String text = said.substring(said.indexOf(':') + 1);
    switch (said.substring(0, Math.max(0, said.indexOf(':')))) {
      case "value":
        return cut(text);
      case "time":
        throw new NotEvaluated(Reason.TIME, "");
      case "memory":
        throw new NotEvaluated(Reason.MEMORY, "");
      default:
        throw new NotEvaluated(Reason.DEBUGGER, lastLine(text));
    }
  }

  private int frameId(int frame) throws IOException {
    List<Integer> now = frames;
    if (frame < 0 || frame >= now.size()) {
      throw new IOException("no such frame");
    }
    return now.get(frame);
  }

  private static String lastLine(String text) {
    String stripped = text(text).strip();
    return cut(stripped.substring(stripped.lastIndexOf('\n') + 1));
  }

  private static String text(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static <T> T answer(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("debugpy gave no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  // Events

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
      anyThread = thread;
    }
    standing = true;
    boolean exception = Stop.EXCEPTION.equals(event.getReason());
    String text = exception ? text(event.getText()) : "";
    String more = exception ? text(event.getDescription()) : "";
    listener.stopped(
        new Stop(text(event.getReason()), more.isEmpty() ? text : cut(text + ": " + more)));
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
    started.close();
    threads.shutdownNow();
  }
}
