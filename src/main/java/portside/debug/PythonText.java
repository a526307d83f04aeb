package portside.debug;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.debug.NotEvaluated.Reason;

/** How values and expressions are written to Python and read from it. */
final class PythonText {
  private static final int LONGEST = 200;

  private PythonText() {}

  /** Not what Python puts into every module, nor debugpy's groups, imports and functions. */
  static boolean worthShowing(Variable variable) {
    return !variable.type().isEmpty()
        && !variable.name().startsWith("__")
        && !List.of("module", "function", "type", "Flask").contains(variable.type());
  }

  /** A text as Python writes it in a program. */
  static String literal(String text) {
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
  static String value(String said) throws NotEvaluated {
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

  /** The last line of an error, which is what Python says of it. */
  static String lastLine(String text) {
    String stripped = text(text).strip();
    return cut(stripped.substring(stripped.lastIndexOf('\n') + 1));
  }

  /** Empty for null. */
  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** At most so much as a page shows. */
  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
