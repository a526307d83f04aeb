package portside.debug;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portside.debug.NotEvaluated.Reason;
import portside.debug.Tokens.Token;

/**
 * An expression over variables, for Java, whose debugger interface has no evaluator: {@code ||},
 * {@code &&}, comparisons, {@code + - * / %}, {@code !}, brackets, numeric casts, literals, locals,
 * fields ({@code a.b}), elements ({@code a[i + 1]}), {@code a.length}, and of strings {@code
 * length()} and {@code equals(…)}, with the precedence of Java (JLS §15). It calls nothing and
 * changes nothing, and is bounded in length and depth.
 */
final class Condition {
  private static final int LONGEST = 200;
  private static final int DEEPEST = 20;

  /** What binds loosest comes first; each level is left-associative. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("==", "!="),
          List.of("<", "<=", ">", ">="),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  /** What names stand for, where the program stands now. */
  interface Scope {
    /** The value of a local variable or a field; null for Java's null. */
    @Nullable Object name(String name) throws NotEvaluated;

    /** A field of a value. */
    @Nullable Object field(@Nullable Object of, String field) throws NotEvaluated;

    /** An element of an array. */
    @Nullable Object element(@Nullable Object of, long index) throws NotEvaluated;

    /** What an {@code Integer} or another such object holds; any other value as it is. */
    default @Nullable Object unboxed(@Nullable Object value) {
      return value;
    }
  }

  private interface Node {
    @Nullable Object value(Scope scope) throws NotEvaluated;
  }

  private final Node root;
  private final Tokens tokens;
  private int depth;

  private Condition(String text) throws NotEvaluated {
    tokens = new Tokens(text);
    root = level(0);
    if (!tokens.atEnd()) {
      throw Tokens.unexpected(tokens.next().text());
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
   * Its value: a {@code Boolean}, {@code Character}, {@code String}, {@code Integer}, {@code Long},
   * {@code Float}, {@code Double}, null, or what the scope has.
   */
  @Nullable Object value(Scope scope) throws NotEvaluated {
    return root.value(scope);
  }

  /** Whether it is true. */
  boolean holds(Scope scope) throws NotEvaluated {
    return truth(root, scope);
  }

  private Node level(int level) throws NotEvaluated {
    if (level == LEVELS.size()) {
      return unary();
    }
    Node left = level(level + 1);
    while (true) {
      String operator = tokens.takeOneOf(LEVELS.get(level));
      if (operator.isEmpty()) {
        return left;
      }
      left = joined(left, operator, level(level + 1));
    }
  }

  private static Node joined(Node left, String operator, Node right) {
    return switch (operator) {
      case "||" -> scope -> truth(left, scope) || truth(right, scope);
      case "&&" -> scope -> truth(left, scope) && truth(right, scope);
      case "+", "-", "*", "/", "%" ->
          scope -> Arithmetic.calculate(unboxed(left, scope), operator, unboxed(right, scope));
      case "==", "!=" -> scope -> equal(left.value(scope), operator, right.value(scope), scope);
      default -> scope -> Arithmetic.compare(unboxed(left, scope), operator, unboxed(right, scope));
    };
  }

  /** Two objects are equal when they are one, also when they hold numbers (JLS §15.21). */
  private static boolean equal(
      @Nullable Object left, String operator, @Nullable Object right, Scope scope)
      throws NotEvaluated {
    return Arithmetic.compare(
        Arithmetic.isPrimitive(right) ? scope.unboxed(left) : left,
        operator,
        Arithmetic.isPrimitive(left) ? scope.unboxed(right) : right);
  }

  private Node unary() throws NotEvaluated {
    String sign = tokens.takeOneOf(List.of("!", "-", "+"));
    if (sign.equals("-") && tokens.peek(0).kind().equals("number")) {
      return postfix(constant(Tokens.number(tokens.next().text(), true)));
    }
    if (sign.isEmpty() && !isCast()) {
      return postfix(primary());
    }
    String type = sign.isEmpty() ? tokens.peek(1).text() : "";
    for (int i = 0; i < 3 && !type.isEmpty(); i++) {
      tokens.next();
    }
    deeper();
    Node inner = unary();
    depth--;
    if (sign.equals("!")) {
      return scope -> !truth(inner, scope);
    }
    return sign.isEmpty()
        ? scope -> Arithmetic.cast(type, unboxed(inner, scope))
        : scope -> Arithmetic.signed(sign, unboxed(inner, scope));
  }

  private boolean isCast() {
    return tokens.comes(0, "(")
        && Arithmetic.NUMERIC.contains(tokens.peek(1).text())
        && tokens.comes(2, ")");
  }

  private Node primary() throws NotEvaluated {
    if (tokens.take("(")) {
      return within(")");
    }
    Token token = tokens.next();
    return switch (token.kind()) {
      case "number" -> constant(Tokens.number(token.text(), false));
      case "text" -> constant(Tokens.unquoted(token.text()));
      case "char" -> character(token.text());
      case "name" -> name(token.text());
      default -> throw Tokens.unexpected(token.text());
    };
  }

  private static Node character(String literal) throws NotEvaluated {
    String text = Tokens.unquoted(literal);
    if (text.length() != 1) {
      throw Tokens.unexpected(literal);
    }
    return constant(text.charAt(0));
  }

  private Node name(String name) throws NotEvaluated {
    if (name.equals("true") || name.equals("false")) {
      return constant(name.equals("true"));
    }
    if (name.equals("null")) {
      return scope -> null;
    }
    if (Set.of("new", "instanceof").contains(name)) {
      throw Tokens.unexpected(name);
    }
    if (tokens.comes(0, "(")) {
      throw new NotEvaluated(Reason.CALL, name + "(…)");
    }
    return scope -> scope.name(name);
  }

  /** What may follow a value: parts and elements of it. */
  private Node postfix(Node start) throws NotEvaluated {
    Node node = start;
    while (true) {
      Node of = node;
      if (tokens.take(".")) {
        Token part = tokens.next();
        if (!part.isName()) {
          throw Tokens.unexpected(part.text());
        }
        node =
            tokens.take("(")
                ? call(of, part.text())
                : scope -> scope.field(of.value(scope), part.text());
      } else if (tokens.take("[")) {
        Node index = within("]");
        node =
            scope -> {
              Object array = of.value(scope);
              return scope.element(array, index(index, scope));
            };
      } else {
        return node;
      }
    }
  }

  /** The two methods of strings whose answer is known without calling them. */
  private Node call(Node of, String method) throws NotEvaluated {
    if (method.equals("length") && tokens.take(")")) {
      return scope -> string(of, ".length()", scope).length();
    }
    if (method.equals("equals") && !tokens.comes(0, ")")) {
      Node other = within(")");
      return scope -> string(of, ".equals(…)", scope).equals(other.value(scope));
    }
    throw new NotEvaluated(Reason.CALL, method + "(…)");
  }

  private static String string(Node of, String part, Scope scope) throws NotEvaluated {
    Object value = of.value(scope);
    if (value instanceof String string) {
      return string;
    }
    boolean none = value == null || Arithmetic.isPrimitive(value);
    throw none
        ? new NotEvaluated(Reason.NO_SUCH_PART, JavaValues.shown(value) + part)
        : new NotEvaluated(Reason.CALL, part.substring(1));
  }

  private static int index(Node node, Scope scope) throws NotEvaluated {
    Object index = unboxed(node, scope);
    if (index instanceof Integer number) {
      return number;
    }
    if (index instanceof Character character) {
      return character;
    }
    throw new NotEvaluated(Reason.NO_SUCH_PART, "[" + JavaValues.shown(index) + "]");
  }

  private Node within(String end) throws NotEvaluated {
    deeper();
    Node inner = level(0);
    depth--;
    tokens.expect(end);
    return inner;
  }

  private void deeper() throws NotEvaluated {
    if (++depth > DEEPEST) {
      throw new NotEvaluated(Reason.TOO_DEEP, "");
    }
  }

  private static Node constant(Object value) {
    return scope -> value;
  }

  private static @Nullable Object unboxed(Node node, Scope scope) throws NotEvaluated {
    return scope.unboxed(node.value(scope));
  }

  private static boolean truth(Node node, Scope scope) throws NotEvaluated {
    Object value = unboxed(node, scope);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new NotEvaluated(Reason.NOT_A_TRUTH, JavaValues.shown(value));
  }
}
