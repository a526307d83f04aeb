package portside.lesson.reading;

import com.vladsch.flexmark.util.ast.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import portside.experiments.Register;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.DirectiveLine;
import portside.lesson.reading.DirectiveKind.Form;
import portside.lesson.reading.DirectiveKind.Place;

/** Which directives there are, and what is wrong with the form of one. */
final class Directives {
  private static final Map<String, DirectiveKind> FIXED =
      Map.of(
          "claim", DirectiveKind.CLAIM,
          "repair", DirectiveKind.REPAIR,
          "table", DirectiveKind.TABLE,
          "notes", DirectiveKind.NOTES,
          "program", DirectiveKind.PROGRAM,
          "note", DirectiveKind.ASIDE,
          "warning", DirectiveKind.ASIDE);

  private final Register register;
  private final Problems problems;

  Directives(Register register, Problems problems) {
    this.register = register;
    this.problems = problems;
  }

  /** The name of every directive. */
  List<String> names() {
    return Stream.concat(FIXED.keySet().stream().sorted(), register.names().stream()).toList();
  }

  /** What it is; empty where nothing is called so. */
  Optional<DirectiveKind> kind(Directive directive) {
    return register.find(directive.name()).isPresent()
        ? Optional.of(DirectiveKind.EXPERIMENT)
        : Optional.ofNullable(FIXED.get(directive.name()));
  }

  /** Whether the directive can be read further; if not, the reason is reported. */
  boolean check(Directive directive) {
    String name = directive.name();
    DirectiveLine.Fault fault = directive.line().fault();
    if (directive.isContainer() && !directive.isClosed() && !directive.isTooDeep()) {
      problems.add(
          directive,
          "the directive " + name + " is not closed",
          "end it with "
              + ":".repeat(directive.colons())
              + " on a line of its own; one that holds others has more colons than they");
    }
    Optional<DirectiveKind> kind = kind(directive);
    if (directive.isTooDeep()) {
      problems.add(directive, "directives are nested too deep", "write them side by side");
    } else if (kind.isEmpty()) {
      problems.add(
          directive, "unknown directive " + Problems.shown(name), Problems.meant(name, names()));
    } else if (fault != null) {
      int column = directive.column() + fault.at();
      problems.add(directive, fault.what() + " (column " + column + ")", fault.todo());
    } else {
      return form(directive, kind.get())
          & place(directive, kind.get())
          & attributes(directive, kind.get());
    }
    return false;
  }

  private boolean form(Directive directive, DirectiveKind kind) {
    String name = directive.name();
    if (kind.form == Form.LEAF && directive.isContainer()) {
      problems.add(
          directive, name + " holds no text", "write it with two colons: ::" + name + "{…}");
      return false;
    }
    if (kind.form == Form.CONTAINER && !directive.isContainer()) {
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

  private boolean place(Directive directive, DirectiveKind kind) {
    if (kind.place == Place.ANYWHERE || directive.getParent() instanceof Document) {
      return true;
    }
    problems.add(
        directive,
        directive.name() + " stands inside of another block",
        "move it out to the left margin");
    return false;
  }

  private boolean attributes(Directive directive, DirectiveKind kind) {
    String name = directive.name();
    boolean fine = true;
    if (directive.line().label() != null && !kind.takesLabel) {
      problems.add(directive, name + " takes no label", "remove the words in brackets");
      fine = false;
    }
    if (directive.id() != null && !kind.takesId) {
      problems.add(directive, name + " takes no id", "remove #" + directive.id());
      fine = false;
    }
    for (String key : directive.line().attributes().keySet()) {
      if (kind.attributes != null && !kind.attributes.contains(key)) {
        problems.add(
            directive,
            "unknown attribute " + Problems.shown(key) + " of " + name,
            Problems.meant(key, kind.attributes));
        fine = false;
      }
    }
    return fine;
  }
}
