package portside.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import java.util.List;

/** The threads and frames of a Java program that stands, and which of them are its own. */
final class JavaThreads {
  private final VirtualMachine machine;
  private final String main;

  JavaThreads(VirtualMachine machine, String main) {
    this.machine = machine;
    this.main = main;
  }

  /** Whether Java itself is still starting; there is nothing of the program to show yet. */
  boolean beforeMain() {
    for (ThreadReference thread : machine.allThreads()) {
      try {
        if (thread.name().equals("main")) {
          List<com.sun.jdi.StackFrame> frames = thread.frames();
          return frames.isEmpty() || !own(frames.get(frames.size() - 1).location());
        }
      } catch (IncompatibleThreadStateException | ObjectCollectedException ended) {
        return false;
      }
    }
    return false;
  }

  /** The thread to show at a pause: one in the program's own code, else the main one. */
  ThreadReference busiest() {
    ThreadReference fallback = null;
    for (ThreadReference thread : machine.allThreads()) {
      try {
        for (com.sun.jdi.StackFrame frame : thread.frames()) {
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

  /** The frames of a thread that stands. */
  CallStack told(ThreadReference thread) {
    try {
      List<StackFrame> shown = frames(thread).stream().map(this::told).toList();
      return new CallStack(shown, thread.frameCount() - shown.size());
    } catch (IncompatibleThreadStateException running) {
      throw new InvalidStackFrameException("it runs");
    }
  }

  /** Those that are listed, the innermost first. */
  List<com.sun.jdi.StackFrame> frames(ThreadReference thread) {
    try {
      return thread.frames(0, Math.min(CallStack.MOST, thread.frameCount()));
    } catch (IncompatibleThreadStateException running) {
      throw new InvalidStackFrameException("it runs");
    }
  }

  private StackFrame told(com.sun.jdi.StackFrame frame) {
    Location at = frame.location();
    return new StackFrame(at.method().name(), file(at), at.lineNumber(), own(at));
  }

  private static String file(Location at) {
    try {
      return at.sourceName();
    } catch (AbsentInformationException none) {
      return at.declaringType().name();
    }
  }

  /** Whether it is in the program's own code. */
  boolean own(Location at) {
    String type = at.declaringType().name();
    return type.equals(main) || type.startsWith(main + "$");
  }
}
