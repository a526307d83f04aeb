package portside.lesson.reading;

import com.vladsch.flexmark.util.ast.Document;
import java.util.ArrayList;
import java.util.List;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.DirectiveLine;

/** Which directives there are, and what is wrong with the form of one. */
final class Directives {
  static final String CLAIM = "claim";
  static final String NOTES = "notes";
  static final String PROGRAM = "program";
  private static final List<String> ASIDES = List.of("note", "warning");

  private final Register register;
  private final Problems problems;

  Directives(Register register, Problems problems) {
    this.register = register;
    this.problems = problems;
  }

  /** The name of every directive. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(CLAIM, NOTES, PROGRAM));
    names.addAll(ASIDES);
    register.all().stream().map(Registered::name).forEach(names::add);
    return names;
  }

  static boolean isAside(Directive directive) {
    return ASIDES.contains(directive.name());
  }

  /** Whether the directive can be read further; if not, the reason is reported. */
  boolean check(Directive directive) {
    String name = directive.name();
    DirectiveLine.Fault fault = directive.line().fault();
    boolean container = directive.isContainer();
    if (container && !directive.isClosed() && !directive.isTooDeep()) {
      problems.add(
          directive,
          "the directive " + name + " is not closed",
          "end it with "
              + ":".repeat(directive.colons())
              + " on a line of its own; one that holds others has more colons than they");
    }
    if (directive.isTooDeep()) {
      problems.add(directive, "directives are nested too deep", "write them side by side");
    } else if (!names().contains(name)) {
      problems.add(
          directive, "unknown directive " + Problems.shown(name), Problems.meant(name, names()));
    } else if (fault != null) {
      int column = directive.column() + fault.at();
      problems.add(directive, fault.what() + " (column " + column + ")", fault.todo());
    } else {
      return form(directive, name) & place(directive, name) & attributes(directive, name);
    }
    return false;
  }

  private boolean form(Directive directive, String name) {
    if (name.equals(PROGRAM) && directive.isContainer()) {
      problems.add(directive, "program holds no text", "write it with two colons: ::program{…}");
      return false;
    }
    if (!directive.isContainer()
        && (name.equals(CLAIM) || name.equals(NOTES) || isAside(directive))) {
      problems.add(
          directive, name + " holds text", "write it with three colons, and ::: below its text");
      return false;
    }
    if (directive.isContainer() && directive.getFirstChild() == null) {
      problems.add(directive, "the directive " + name + " is empty", "write its text or remove it");
      return false;
    }
    return true;
  }

  private boolean place(Directive directive, String name) {
    boolean anywhere = name.equals(PROGRAM) || isAside(directive);
    if (anywhere || directive.getParent() instanceof Document) {
      return true;
    }
    problems.add(
        directive, name + " stands inside of another block", "move it out to the left margin");
    return false;
  }

  private boolean attributes(Directive directive, String name) {
    boolean fine = true;
    if (directive.line().label() != null && !isAside(directive)) {
      problems.add(directive, name + " takes no label", "remove the words in brackets");
      fine = false;
    }
    boolean experiment = register.find(name).isPresent() || name.equals(CLAIM);
    if (directive.id() != null && !experiment) {
      problems.add(directive, name + " takes no id", "remove #" + directive.id());
      fine = false;
    }
    if (!experiment) {
      List<String> known = name.equals(PROGRAM) ? ProgramReader.ATTRIBUTES : List.of();
      for (String key : directive.line().attributes().keySet()) {
        if (!known.contains(key)) {
          problems.add(
              directive,
              "unknown attribute " + Problems.shown(key) + " of " + name,
              Problems.meant(key, known));
          fine = false;
        }
      }
    }
    return fine;
  }
}
