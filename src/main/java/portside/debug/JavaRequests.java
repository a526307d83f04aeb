package portside.debug;

import com.sun.jdi.ThreadReference;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.ExceptionRequest;
import com.sun.jdi.request.MethodEntryRequest;
import com.sun.jdi.request.StepRequest;
import java.util.List;

/** The events that a Java program is asked for, but for its breakpoints; each stops all threads. */
final class JavaRequests {
  private final EventRequestManager manager;
  private final String main;

  JavaRequests(EventRequestManager manager, String main) {
    this.manager = manager;
    this.main = main;
  }

  /** Whether to stop where an exception ends the program or leaves its own code. */
  void exceptions(boolean stop) {
    manager.deleteEventRequests(List.copyOf(manager.exceptionRequests()));
    if (stop) {
      enable(manager.createExceptionRequest(null, false, true));
      // What leaves the program's own code may be caught by the framework around it.
      ExceptionRequest own = manager.createExceptionRequest(null, true, false);
      own.addClassFilter(main + "*");
      enable(own);
    }
  }

  /** Stops when the main class has been loaded. */
  void mainClass() {
    ClassPrepareRequest prepare = manager.createClassPrepareRequest();
    prepare.addClassFilter(main);
    enable(prepare);
  }

  /** Stops at the first method of the main class. */
  void mainMethod() {
    MethodEntryRequest entry = manager.createMethodEntryRequest();
    entry.addClassFilter(main);
    entry.addCountFilter(1);
    enable(entry);
  }

  void noMainMethod() {
    manager.deleteEventRequests(List.copyOf(manager.methodEntryRequests()));
  }

  /**
   * Stops after a step of the program's own code.
   *
   * @param depth one of {@link StepRequest}'s
   */
  void step(ThreadReference thread, int depth) {
    StepRequest request = manager.createStepRequest(thread, StepRequest.STEP_LINE, depth);
    request.addClassFilter(main + "*"); // as debugpy's justMyCode
    request.addCountFilter(1);
    enable(request);
  }

  void noStep() {
    manager.deleteEventRequests(List.copyOf(manager.stepRequests()));
  }

  private static void enable(EventRequest request) {
    request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    request.enable();
  }
}
