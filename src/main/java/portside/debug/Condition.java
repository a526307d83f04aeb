package portside.debug;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portside.debug.NotEvaluated.Reason;

/**
 * A small expression over variables, for Java, whose debugger interface has no evaluator:
 * comparisons, {@code &&}, {@code ||}, {@code !}, brackets, literals, locals, fields ({@code a.b}),
 * elements ({@code a[i]}) and {@code a.length}. It calls nothing and changes nothing, and is
 * bounded in length and depth.
 */
final class Condition {
  private static final int LONGEST = 200;
  private static final int DEEPEST = 20;
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>\\d[\\d_]*(?:\\.\\d+)?[LlFfDd]?)|(?<name>[\\p{L}_$][\\p{L}\\p{N}_$]*)"
              + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<char>'(?:[^'\\\\]|\\\\.)')"
              + "|(?<sign>&&|\\|\\||==|!=|<=|>=|\\+\\+|--|[+\\-*/%]=|[-+*/%<>=!().\\[\\]&|^~?:,;{}]))");

  /** What names stand for, where the program stands now. */
  interface Scope {
    /** The value of a local variable or a field; null for Java's null. */
    @Nullable Object name(String name) throws NotEvaluated;

    /** A field of a value. */
    @Nullable Object field(@Nullable Object of, String field) throws NotEvaluated;

    /** An element of an array. */
    @Nullable Object element(@Nullable Object of, long index) throws NotEvaluated;
  }

  private interface Node {
    @Nullable Object value(Scope scope) throws NotEvaluated;
  }

  private record Token(String kind, String text) {}

  private final Node root;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private Condition(String text) throws NotEvaluated {
    tokens = tokens(text);
    root = or();
    if (at < tokens.size()) {
      throw unexpected(tokens.get(at).text());
    }
  }

  /**
   * Reads an expression.
   *
   * @throws NotEvaluated when it is none, or more than this evaluator does
   */
  static Condition read(String text) throws NotEvaluated {
    if (text.isBlank()) {
      throw new NotEvaluated(Reason.EMPTY, "");
    }
    if (text.length() > LONGEST) {
      throw new NotEvaluated(Reason.TOO_LONG, "");
    }
    return new Condition(text.strip());
  }

  /**
   * Its value: a {@code Boolean}, {@code Character}, {@code String}, {@code Long}, {@code Double},
   * null, or what the scope has.
   */
  @Nullable Object value(Scope scope) throws NotEvaluated {
    return root.value(scope);
  }

  /** Whether it is true. */
  boolean holds(Scope scope) throws NotEvaluated {
    return truth(value(scope));
  }

  private static List<Token> tokens(String text) throws NotEvaluated {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int from = 0;
    while (from < text.length()) {
      matcher.region(from, text.length());
      if (!matcher.lookingAt()) {
        throw unexpected(text.substring(from, Math.min(text.length(), from + 10)));
      }
      for (String kind : List.of("number", "name", "text", "char", "sign")) {
        if (matcher.group(kind) != null) {
          tokens.add(new Token(kind, matcher.group(kind)));
        }
      }
      from = matcher.end();
    }
    return tokens;
  }

  private Node or() throws NotEvaluated {
    Node left = and();
    while (take("||")) {
      Node first = left;
      Node second = and();
      left = scope -> truth(first.value(scope)) || truth(second.value(scope));
    }
    return left;
  }

  private Node and() throws NotEvaluated {
    Node left = not();
    while (take("&&")) {
      Node first = left;
      Node second = not();
      left = scope -> truth(first.value(scope)) && truth(second.value(scope));
    }
    return left;
  }

  private Node not() throws NotEvaluated {
    if (take("!")) {
      deeper();
      Node inner = not();
      depth--;
      return scope -> !truth(inner.value(scope));
    }
    Node left = operand();
    for (String operator : List.of("==", "!=", "<=", ">=", "<", ">")) {
      if (take(operator)) {
        Node right = operand();
        return scope -> compare(left.value(scope), operator, right.value(scope));
      }
    }
    return left;
  }

  private Node operand() throws NotEvaluated {
    if (take("(")) {
      deeper();
      Node inner = or();
      depth--;
      expect(")");
      return inner;
    }
    boolean minus = take("-");
    Token token = at < tokens.size() ? tokens.get(at++) : null;
    if (token == null) {
      throw new NotEvaluated(Reason.UNFINISHED, "");
    }
    if (token.kind().equals("number")) {
      Object number = number((minus ? "-" : "") + token.text());
      return scope -> number;
    }
    if (minus) {
      throw new NotEvaluated(Reason.ARITHMETIC, "-");
    }
    return switch (token.kind()) {
      case "text" -> constant(unquoted(token.text()));
      case "char" -> constant(unquoted(token.text()).charAt(0));
      case "name" -> name(token.text());
      default -> throw unexpected(token.text());
    };
  }

  private Node name(String name) throws NotEvaluated {
    if (name.equals("true") || name.equals("false")) {
      return constant(name.equals("true"));
    }
    if (name.equals("null")) {
      return scope -> null;
    }
    if (Set.of("new", "instanceof").contains(name)) {
      throw unexpected(name);
    }
    Node node = scope -> scope.name(name);
    while (at < tokens.size()) {
      Node of = node;
      if (take(".")) {
        Token field = at < tokens.size() ? tokens.get(at++) : null;
        if (field == null || !field.kind().equals("name")) {
          throw new NotEvaluated(Reason.UNFINISHED, name + ".");
        }
        node = scope -> scope.field(of.value(scope), field.text());
      } else if (take("[")) {
        deeper();
        Node index = or();
        depth--;
        expect("]");
        node =
            scope -> {
              if (index.value(scope) instanceof Long number) {
                return scope.element(of.value(scope), number);
              }
              throw new NotEvaluated(Reason.NO_SUCH_PART, name + "[…]");
            };
      } else if (tokens.get(at).text().equals("(")) {
        throw new NotEvaluated(Reason.CALL, tokens.get(at - 1).text() + "(…)");
      } else {
        break;
      }
    }
    return node;
  }

  private void deeper() throws NotEvaluated {
    if (++depth > DEEPEST) {
      throw new NotEvaluated(Reason.TOO_DEEP, "");
    }
  }

  private boolean take(String sign) {
    boolean there =
        at < tokens.size()
            && tokens.get(at).kind().equals("sign")
            && tokens.get(at).text().equals(sign);
    if (there) {
      at++;
    }
    return there;
  }

  private void expect(String sign) throws NotEvaluated {
    if (at >= tokens.size()) {
      throw new NotEvaluated(Reason.UNFINISHED, sign);
    }
    if (!take(sign)) {
      throw unexpected(tokens.get(at).text());
    }
  }

  private static NotEvaluated unexpected(String text) {
    if (text.equals("=") || text.matches("[-+*/%]=|\\+\\+|--")) {
      return new NotEvaluated(Reason.ASSIGNMENT, text);
    }
    return new NotEvaluated(
        text.matches("[-+*/%&|^~]") ? Reason.ARITHMETIC : Reason.UNEXPECTED, text);
  }

  private static Node constant(Object value) {
    return scope -> value;
  }

  private static Object number(String text) throws NotEvaluated {
    String digits = text.replace("_", "").replaceFirst("[LlFfDd]$", "");
    try {
      if (digits.contains(".") || text.matches(".*[FfDd]")) {
        return Double.valueOf(digits);
      }
      return Long.valueOf(digits);
    } catch (NumberFormatException tooLarge) {
      throw unexpected(text);
    }
  }

  private static String unquoted(String literal) {
    return literal
        .substring(1, literal.length() - 1)
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replaceAll("\\\\(.)", "$1");
  }

  private static boolean truth(@Nullable Object value) throws NotEvaluated {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new NotEvaluated(Reason.NOT_A_TRUTH, String.valueOf(value));
  }

  private static boolean compare(@Nullable Object left, String operator, @Nullable Object right)
      throws NotEvaluated {
    Object a = left instanceof Character c ? Long.valueOf(c) : left;
    Object b = right instanceof Character c ? Long.valueOf(c) : right;
    if (a instanceof Number x && b instanceof Number y) {
      return compare(x, operator, y);
    }
    if (operator.equals("==") || operator.equals("!=")) {
      boolean comparable =
          a == null || b == null || a.getClass() == b.getClass() || unlike(a) && unlike(b);
      if (comparable && !(a instanceof Number) && !(b instanceof Number)) {
        return operator.equals("==") == java.util.Objects.equals(a, b);
      }
    }
    throw new NotEvaluated(Reason.NOT_COMPARABLE, a + " " + operator + " " + b);
  }

  /** Whether it is a value of the scope's own, an object that is only ever equal to itself. */
  private static boolean unlike(Object value) {
    return !(value instanceof Boolean || value instanceof String || value instanceof Number);
  }

  /**
   * As Java compares: whole numbers exactly, all others as floating point, where NaN is unequal.
   */
  private static boolean compare(Number x, String operator, Number y) {
    if (x instanceof Double || y instanceof Double) {
      double a = x.doubleValue();
      double b = y.doubleValue();
      return switch (operator) {
        case "==" -> a == b;
        case "!=" -> a != b;
        case "<" -> a < b;
        case "<=" -> a <= b;
        case ">" -> a > b;
        default -> a >= b;
      };
    }
    int order = new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString()));
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }
}
