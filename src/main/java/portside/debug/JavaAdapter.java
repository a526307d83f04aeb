package portside.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.ExceptionEvent;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMStartEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.ExceptionRequest;
import com.sun.jdi.request.MethodEntryRequest;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.LineListener;

/**
 * Java under the JDK's own debugger interface (JDI, module {@code jdk.jdi}), over the wire protocol
 * JDWP on 127.0.0.1. The program is started as any child is, and waits until Portside has attached.
 */
final class JavaAdapter implements Adapter {
  private static final Pattern LISTENING =
      Pattern.compile("Listening for transport dt_socket at address: (\\d+)");
  private static final String AGENT =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";
  private static final String CONDITION = "condition";
  private static final String LINE = "line";
  private static final int MOST_FRAMES = 20;

  private final Child child;
  private final VirtualMachine machine;
  private final String main;
  private final AdapterListener listener;
  private final Messages messages;
  private final CompletableFuture<EventSet> started = new CompletableFuture<>();

  // Guarded by this.
  private List<Breakpoint> wanted = List.of();
  private @Nullable ThreadReference standing;

  private JavaAdapter(Child child, VirtualMachine machine, String main, AdapterListener listener) {
    this.child = child;
    this.machine = machine;
    this.main = main;
    this.listener = listener;
    this.messages = new Messages(listener);
  }

  /** Starts a program that waits before its first line. */
  static JavaAdapter start(
      Children children, Command command, String main, AdapterListener listener)
      throws IOException, InterruptedException {
    CompletableFuture<String> port = new CompletableFuture<>();
    Child child =
        children.start(Commands.inserted(command, List.of(AGENT)), new PortReader(port, listener));
    child.whenExited().thenRun(() -> port.completeExceptionally(new IOException("it ended")));
    try {
      VirtualMachine machine = attach(port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      JavaAdapter adapter = new JavaAdapter(child, machine, main, listener);
      adapter.listen();
      child.whenExited().thenAccept(listener::exited);
      adapter.started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return adapter;
    } catch (ExecutionException | TimeoutException | IOException e) {
      child.close();
      throw new IOException("the Java program did not let the debugger in", e);
    } catch (InterruptedException e) {
      child.close();
      throw e;
    }
  }

  private record PortReader(CompletableFuture<String> port, AdapterListener listener)
      implements LineListener {
    @Override
    public void line(String stream, String text) {
      Matcher listening = port.isDone() ? null : LISTENING.matcher(text);
      if (listening != null && listening.matches()) {
        port.complete(listening.group(1));
      } else if (!LISTENING.matcher(text).matches()) { // the agent says it again at a detach
        listener.output(stream, text);
      }
    }

    @Override
    public void leftOut(long lines) {
      listener.leftOut(lines);
    }
  }

  private static VirtualMachine attach(String port) throws IOException {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow(() -> new IOException("this Java has no SocketAttach connector"));
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(port);
    try {
      return connector.attach(arguments);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IOException(e);
    }
  }

  @Override
  public String name() {
    return "JDI " + machine.version();
  }

  @Override
  public Child child() {
    return child;
  }

  // Requests

  @Override
  public List<Placed> setBreakpoints(List<Breakpoint> breakpoints)
      throws IOException, NotEvaluated {
    for (Breakpoint one : breakpoints) {
      if (!one.condition().isBlank()) {
        Condition.read(one.condition());
      }
    }
    return asked(
        "setBreakpoints",
        Map.of("source", main + ".java", "breakpoints", breakpoints),
        () -> {
          synchronized (this) {
            wanted = List.copyOf(breakpoints);
            manager().deleteAllBreakpoints();
            List<ReferenceType> loaded = new ArrayList<>(machine.classesByName(main));
            List<Placed> placed = new ArrayList<>();
            for (Breakpoint one : wanted) {
              placed.add(
                  loaded.isEmpty()
                      ? new Placed(one.line(), one.line(), false)
                      : place(loaded.get(0), one));
            }
            return placed;
          }
        });
  }

  /** Puts a breakpoint on its line, or on the next one that has code. */
  private Placed place(ReferenceType type, Breakpoint one) {
    try {
      int line =
          type.allLineLocations().stream()
              .mapToInt(Location::lineNumber)
              .filter(number -> number >= one.line())
              .min()
              .orElse(0);
      if (line == 0) {
        return new Placed(one.line(), one.line(), false);
      }
      // A line may have several pieces of code, such as a loop's head or a lambda; each is one
      // place to stop, but the parts of one method stop once.
      Map<Object, Location> first = new LinkedHashMap<>();
      type.locationsOfLine(line).forEach(at -> first.putIfAbsent(at.method(), at));
      for (Location location : first.values()) {
        BreakpointRequest request = manager().createBreakpointRequest(location);
        request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        request.putProperty(LINE, one.line());
        if (!one.condition().isBlank()) {
          request.putProperty(CONDITION, Condition.read(one.condition()));
        }
        request.enable();
      }
      return new Placed(one.line(), line, true);
    } catch (AbsentInformationException | NotEvaluated notPlaced) {
      return new Placed(one.line(), one.line(), false);
    }
  }

  @Override
  public void setExceptionBreakpoints(boolean stop) throws IOException {
    asked(
        "setExceptionBreakpoints",
        Map.of("filters", stop ? List.of("uncaught", "userUnhandled") : List.of()),
        () -> {
          EventRequestManager manager = manager();
          manager.deleteEventRequests(List.copyOf(manager.exceptionRequests()));
          if (stop) {
            ExceptionRequest uncaught = manager.createExceptionRequest(null, false, true);
            uncaught.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            uncaught.enable();
            // What leaves the program's own code may be caught by the framework around it.
            ExceptionRequest own = manager.createExceptionRequest(null, true, false);
            own.addClassFilter(main + "*");
            own.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            own.enable();
          }
          return null;
        });
  }

  @Override
  public void configurationDone() throws IOException {
    asked(
        "configurationDone",
        Map.of(),
        () -> {
          ClassPrepareRequest prepare = manager().createClassPrepareRequest();
          prepare.addClassFilter(main);
          prepare.setSuspendPolicy(EventRequest.SUSPEND_ALL);
          prepare.enable();
          started.join().resume();
          return null;
        });
  }

  @Override
  public void resume() throws IOException {
    asked("continue", thread(), () -> goOn(null));
  }

  @Override
  public void next() throws IOException {
    asked("next", thread(), () -> goOn(StepRequest.STEP_OVER));
  }

  @Override
  public void stepIn() throws IOException {
    asked("stepIn", thread(), () -> goOn(StepRequest.STEP_INTO));
  }

  @Override
  public void stepOut() throws IOException {
    asked("stepOut", thread(), () -> goOn(StepRequest.STEP_OUT));
  }

  private synchronized @Nullable Void goOn(@Nullable Integer step) {
    ThreadReference thread = standing;
    if (thread == null) {
      return null;
    }
    EventRequestManager manager = manager();
    manager.deleteEventRequests(List.copyOf(manager.stepRequests()));
    if (step != null) {
      StepRequest request = manager.createStepRequest(thread, StepRequest.STEP_LINE, step);
      request.addClassFilter(main + "*"); // as debugpy's justMyCode
      request.addCountFilter(1);
      request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
      request.enable();
    }
    standing = null;
    machine.resume();
    return null;
  }

  @Override
  public void pause() throws IOException {
    asked(
        "pause",
        Map.of(),
        () -> {
          synchronized (this) {
            if (standing != null) {
              return null;
            }
            machine.suspend();
            if (beforeMain()) {
              pauseAtMain();
              return null;
            }
            standing = busiest();
          }
          stopped(new Stop(Stop.PAUSE, ""));
          return null;
        });
  }

  /** Whether Java itself is still starting; there is nothing of the program to show yet. */
  private boolean beforeMain() {
    for (ThreadReference thread : machine.allThreads()) {
      try {
        if (thread.name().equals("main")) {
          List<StackFrame> frames = thread.frames();
          return frames.isEmpty() || !own(frames.get(frames.size() - 1).location());
        }
      } catch (IncompatibleThreadStateException | ObjectCollectedException ended) {
        return false;
      }
    }
    return false;
  }

  private void pauseAtMain() {
    MethodEntryRequest entry = manager().createMethodEntryRequest();
    entry.addClassFilter(main);
    entry.addCountFilter(1);
    entry.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    entry.enable();
    machine.resume();
  }

  /** The thread to show at a pause: one in the program's own code, else the main one. */
  private ThreadReference busiest() {
    ThreadReference fallback = null;
    for (ThreadReference thread : machine.allThreads()) {
      try {
        for (StackFrame frame : thread.frames()) {
          if (own(frame.location())) {
            return thread;
          }
        }
        if (fallback == null || thread.name().equals("main")) {
          fallback = thread;
        }
      } catch (IncompatibleThreadStateException | ObjectCollectedException ended) {
        // another one then
      }
    }
    if (fallback == null) {
      throw new VMDisconnectedException("no thread");
    }
    return fallback;
  }

  @Override
  public List<Frame> stackTrace() throws IOException {
    return asked(
        "stackTrace",
        thread(),
        () -> {
          List<Frame> frames = new ArrayList<>();
          for (StackFrame frame : frames()) {
            Location at = frame.location();
            frames.add(new Frame(at.method().name(), file(at), at.lineNumber(), own(at)));
          }
          return frames;
        });
  }

  private static String file(Location at) {
    try {
      return at.sourceName();
    } catch (AbsentInformationException none) {
      return at.declaringType().name();
    }
  }

  private boolean own(Location at) {
    String type = at.declaringType().name();
    return type.equals(main) || type.startsWith(main + "$");
  }

  @Override
  public List<Variable> variables(int frame) throws IOException {
    return asked(
        "variables",
        Map.of("frameId", frame),
        () -> {
          StackFrame at = frames().get(frame);
          return new JavaFrame(at).variables(own(at.location()));
        });
  }

  @Override
  public String evaluate(int frame, String expression) throws IOException, NotEvaluated {
    Condition condition = Condition.read(expression);
    NotEvaluated[] refused = new NotEvaluated[1];
    String value =
        asked(
            "evaluate",
            Map.of("expression", expression, "frameId", frame),
            () -> {
              try {
                return JavaFrame.shown(condition.value(new JavaFrame(frames().get(frame))));
              } catch (NotEvaluated no) {
                refused[0] = no;
                return "";
              }
            });
    if (refused[0] != null) {
      throw refused[0];
    }
    return value;
  }

  private List<StackFrame> frames() {
    ThreadReference thread;
    synchronized (this) {
      thread = standing;
    }
    if (thread == null) {
      throw new InvalidStackFrameException("it runs");
    }
    try {
      return thread.frames(0, Math.min(MOST_FRAMES, thread.frameCount()));
    } catch (IncompatibleThreadStateException running) {
      throw new InvalidStackFrameException("it runs");
    }
  }

  private synchronized Map<String, ?> thread() {
    return standing == null ? Map.of() : Map.of("threadId", standing.uniqueID());
  }

  private interface Work<T> {
    T done();
  }

  private <T> T asked(String command, Map<String, ?> arguments, Work<T> work) throws IOException {
    messages.request(command, arguments);
    try {
      T result = work.done();
      messages.response(command, result == null ? Map.of() : Map.of("result", result));
      return result;
    } catch (VMDisconnectedException
        | ObjectCollectedException
        | InvalidStackFrameException
        | IndexOutOfBoundsException gone) {
      throw new IOException("the program does not stand here any more", gone);
    }
  }

  private EventRequestManager manager() {
    return machine.eventRequestManager();
  }

  // Events

  private void listen() {
    Thread thread = new Thread(this::events, "jdi events of " + main);
    thread.setDaemon(true);
    thread.start();
  }

  private void events() {
    try {
      while (true) {
        handle(machine.eventQueue().remove());
      }
    } catch (InterruptedException neverByUs) {
      Thread.currentThread().interrupt();
    } catch (VMDisconnectedException | ObjectCollectedException ended) {
      started.completeExceptionally(new IOException("the program has ended"));
    }
  }

  private void handle(EventSet set) {
    LocatableEvent stop = null;
    Stop why = null;
    for (Event event : set) {
      if (event instanceof VMStartEvent) {
        started.complete(set); // configurationDone resumes this set, and nothing else
        return;
      }
      if (event instanceof ClassPrepareEvent prepared) {
        prepared(prepared.referenceType());
      } else if (event instanceof ExceptionEvent exception) {
        stop = exception;
        why = new Stop(Stop.EXCEPTION, text(exception.exception()));
      } else if (event instanceof BreakpointEvent breakpoint && (why == null || step(why))) {
        Stop found = hit(breakpoint);
        if (found != null) {
          stop = breakpoint;
          why = found;
        }
      } else if (event instanceof StepEvent step && why == null) {
        stop = step;
        why = new Stop(Stop.STEP, "");
      } else if (event instanceof MethodEntryEvent entry && why == null) {
        stop = entry;
        why = new Stop(Stop.PAUSE, "");
      }
    }
    if (stop == null || !stand(stop.thread())) {
      set.resume();
    } else {
      stopped(why);
    }
  }

  private static boolean step(Stop why) {
    return why.reason().equals(Stop.STEP);
  }

  /** Why a breakpoint stops, or null where its condition does not hold. */
  private static @Nullable Stop hit(BreakpointEvent event) {
    if (!(event.request().getProperty(CONDITION) instanceof Condition condition)) {
      return new Stop(Stop.BREAKPOINT, "");
    }
    try {
      boolean holds = condition.holds(new JavaFrame(event.thread().frame(0)));
      return holds ? new Stop(Stop.BREAKPOINT, "") : null;
    } catch (NotEvaluated no) {
      return new Stop(Stop.BREAKPOINT, no.getMessage());
    } catch (IncompatibleThreadStateException impossible) {
      return new Stop(Stop.BREAKPOINT, "");
    }
  }

  private synchronized boolean stand(ThreadReference thread) {
    if (standing != null) {
      return false; // a pause was quicker
    }
    standing = thread;
    EventRequestManager manager = manager();
    manager.deleteEventRequests(List.copyOf(manager.stepRequests()));
    manager.deleteEventRequests(List.copyOf(manager.methodEntryRequests()));
    return true;
  }

  private void stopped(Stop why) {
    messages.event("stopped", Map.of("reason", why.reason(), "text", why.text()));
    listener.stopped(why);
  }

  private void prepared(ReferenceType type) {
    if (!type.name().equals(main)) {
      return;
    }
    List<Placed> all = new ArrayList<>();
    synchronized (this) {
      wanted.forEach(one -> all.add(place(type, one)));
    }
    for (Placed placed : all) {
      messages.event("breakpoint", Map.of("reason", "changed", "breakpoint", placed));
      listener.placed(placed);
    }
  }

  /** The type and message of an exception, read from its field. */
  private static String text(ObjectReference exception) {
    String type = exception.referenceType().name().replace("java.lang.", "");
    boolean says =
        exception.getValue(exception.referenceType().fieldByName("detailMessage"))
            instanceof StringReference;
    return says
        ? type
            + ": "
            + ((StringReference)
                    exception.getValue(exception.referenceType().fieldByName("detailMessage")))
                .value()
        : type;
  }

  @Override
  public void close() {
    try {
      machine.exit(143); // a polite end would wait for threads that stand
    } catch (VMDisconnectedException ended) {
      // as is to be expected
    }
    child.close();
  }
}
