package portside.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The breakpoints of one Java program, whose class may come later than they. */
final class JavaBreakpoints {
  private static final String CONDITION = "condition";
  private static final String LINE = "line";

  private final VirtualMachine machine;
  private final String main;
  private List<Breakpoint> wanted = List.of(); // guarded by this

  JavaBreakpoints(VirtualMachine machine, String main) {
    this.machine = machine;
    this.main = main;
  }

  /** Replaces all; where the class is not there yet, they are placed once it is. */
  synchronized List<Placed> set(List<Breakpoint> breakpoints) {
    wanted = List.copyOf(breakpoints);
    machine.eventRequestManager().deleteAllBreakpoints();
    List<ReferenceType> loaded = machine.classesByName(main);
    return wanted.stream()
        .map(
            one ->
                loaded.isEmpty()
                    ? new Placed(one.line(), one.line(), false)
                    : place(loaded.get(0), one))
        .toList();
  }

  /** A class has come; places what waited for it. */
  synchronized List<Placed> prepared(ReferenceType type) {
    List<Placed> all = new ArrayList<>();
    if (type.name().equals(main)) {
      wanted.forEach(one -> all.add(place(type, one)));
    }
    return all;
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
        BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(location);
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

  /** Why a breakpoint stops, or null where its condition does not hold. */
  static @Nullable Stop hit(BreakpointEvent event) {
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
}
