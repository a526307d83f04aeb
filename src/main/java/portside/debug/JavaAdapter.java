package portside.debug;

import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.ExceptionEvent;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMStartEvent;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;

/**
 * Java under the JDK's own debugger interface (JDI, module {@code jdk.jdi}), over the wire protocol
 * JDWP on 127.0.0.1. The program is started as any child is, and waits until Portside has attached.
 */
final class JavaAdapter implements Adapter {
  private final Child child;
  private final VirtualMachine machine;
  private final String main;
  private final AdapterListener listener;
  private final Messages messages;
  private final CompletableFuture<EventSet> started = new CompletableFuture<>();

  private final JavaThreads threads;
  private final JavaRequests requests;
  private final JavaBreakpoints breakpoints;

  private @Nullable ThreadReference standing; // guarded by this

  private JavaAdapter(JavaStart attached, String main, AdapterListener listener) {
    this.child = attached.child();
    this.machine = attached.machine();
    this.main = main;
    this.listener = listener;
    this.messages = new Messages(listener);
    this.threads = new JavaThreads(machine, main);
    this.requests = new JavaRequests(machine.eventRequestManager(), main);
    this.breakpoints = new JavaBreakpoints(machine, main);
  }

  /** Starts a program that waits before its first line. */
  static JavaAdapter start(
      Children children, Command command, String main, AdapterListener listener)
      throws IOException, InterruptedException {
    JavaStart attached = JavaStart.of(children, command, listener);
    JavaAdapter adapter = new JavaAdapter(attached, main, listener);
    adapter.listen();
    attached.child().whenExited().thenAccept(listener::exited);
    try {
      adapter.started.get(Child.START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return adapter;
    } catch (ExecutionException | TimeoutException e) {
      adapter.close();
      throw new IOException("the Java program did not begin", e);
    } catch (InterruptedException e) {
      adapter.close();
      throw e;
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
  public List<Placed> setBreakpoints(List<Breakpoint> wanted) throws IOException {
    return asked(
        "setBreakpoints",
        Map.of("source", main + ".java", "breakpoints", wanted),
        () -> breakpoints.set(wanted));
  }

  @Override
  public void setExceptionBreakpoints(boolean stop) throws IOException {
    asked(
        "setExceptionBreakpoints",
        Map.of("filters", stop ? List.of("uncaught", "userUnhandled") : List.of()),
        () -> {
          requests.exceptions(stop);
          return null;
        });
  }

  @Override
  public void configurationDone() throws IOException {
    asked(
        "configurationDone",
        Map.of(),
        () -> {
          requests.mainClass();
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
    requests.noStep();
    if (step != null) {
      requests.step(thread, step);
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
            if (threads.beforeMain()) {
              requests.mainMethod();
              machine.resume();
              return null;
            }
            standing = threads.busiest();
          }
          stopped(new Stop(Stop.PAUSE, ""));
          return null;
        });
  }

  @Override
  public CallStack stackTrace() throws IOException {
    return asked("stackTrace", thread(), () -> threads.told(standing()));
  }

  @Override
  public Variables variables(int frame) throws IOException {
    return asked(
        "variables",
        Map.of("frameId", frame),
        () -> {
          com.sun.jdi.StackFrame at = frames().get(frame);
          return new JavaFrame(at).variables(threads.own(at.location()));
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
                return JavaValues.shown(condition.value(new JavaFrame(frames().get(frame))));
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

  private List<com.sun.jdi.StackFrame> frames() {
    return threads.frames(standing());
  }

  private synchronized ThreadReference standing() {
    if (standing == null) {
      throw new InvalidStackFrameException("it runs");
    }
    return standing;
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
        why = new Stop(Stop.EXCEPTION, JavaValues.exception(exception.exception()));
      } else if (event instanceof BreakpointEvent breakpoint && (why == null || step(why))) {
        Stop found = JavaBreakpoints.hit(breakpoint);
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

  private synchronized boolean stand(ThreadReference thread) {
    if (standing != null) {
      return false; // a pause was quicker
    }
    standing = thread;
    requests.noStep();
    requests.noMainMethod();
    return true;
  }

  private void stopped(Stop why) {
    messages.event("stopped", Map.of("reason", why.reason(), "text", why.text()));
    listener.stopped(why);
  }

  private void prepared(ReferenceType type) {
    for (Placed placed : breakpoints.prepared(type)) {
      messages.event("breakpoint", Map.of("reason", "changed", "breakpoint", placed));
      listener.placed(placed);
    }
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
