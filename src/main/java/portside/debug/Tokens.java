package portside.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.debug.NotEvaluated.Reason;

/** The words of an expression, read from its beginning to its end (JLS §3.10 and §3.12). */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>0[xXbB][\\p{XDigit}_]+[Ll]?"
              + "|(?:\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(?:[eE][-+]?\\d+)?[LlFfDd]?)"
              + "|(?<name>[\\p{L}_$][\\p{L}\\p{N}_$]*)"
              + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<char>'(?:[^'\\\\]|\\\\.)')"
              + "|(?<sign>&&|\\|\\||==|!=|<=|>=|\\+\\+|--|(?:<<|>>>?|[-+*/%&|^])="
              + "|<<|>>>?|[-+*/%<>=!().\\[\\]&|^~?:,;{}]))");

  /**
   * A word.
   *
   * @param kind {@code number}, {@code name}, {@code text}, {@code char} or {@code sign}
   */
  record Token(String kind, String text) {
    boolean isName() {
      return kind.equals("name");
    }
  }

  private final List<Token> all = new ArrayList<>();
  private int at;

  /**
   * Reads all of them.
   *
   * @throws NotEvaluated where something stands that Java has no word for
   */
  Tokens(String text) throws NotEvaluated {
    Matcher matcher = TOKEN.matcher(text);
    int from = 0;
    while (from < text.length()) {
      matcher.region(from, text.length());
      if (!matcher.lookingAt()) {
        throw unexpected(text.substring(from, Math.min(text.length(), from + 10)));
      }
      for (String kind : List.of("number", "name", "text", "char", "sign")) {
        if (matcher.group(kind) != null) {
          all.add(new Token(kind, matcher.group(kind)));
        }
      }
      from = matcher.end();
    }
  }

  boolean atEnd() {
    return at >= all.size();
  }

  /** Whether the word that comes after {@code ahead} others is this sign or name. */
  boolean comes(int ahead, String text) {
    return at + ahead < all.size() && all.get(at + ahead).text().equals(text);
  }

  /** The word that comes after {@code ahead} others, or the empty one. */
  Token peek(int ahead) {
    return at + ahead < all.size() ? all.get(at + ahead) : new Token("sign", "");
  }

  /** The next word. */
  Token next() throws NotEvaluated {
    if (atEnd()) {
      throw new NotEvaluated(Reason.UNFINISHED, "");
    }
    return all.get(at++);
  }

  /** Takes the next word if it is this sign. */
  boolean take(String sign) {
    boolean there = comes(0, sign);
    if (there) {
      at++;
    }
    return there;
  }

  /** Takes the next word if it is one of these signs; empty if not. */
  String takeOneOf(List<String> signs) {
    String text = peek(0).text();
    return signs.contains(text) && take(text) ? text : "";
  }

  void expect(String sign) throws NotEvaluated {
    if (atEnd()) {
      throw new NotEvaluated(Reason.UNFINISHED, sign);
    }
    if (!take(sign)) {
      throw unexpected(all.get(at).text());
    }
  }

  static NotEvaluated unexpected(String text) {
    if (text.equals("=") || text.matches("(<<|>>>?|[-+*/%&|^])=|\\+\\+|--")) {
      return new NotEvaluated(Reason.ASSIGNMENT, text);
    }
    return new NotEvaluated(
        text.matches("[&|^~]|<<|>>>?") ? Reason.BITWISE : Reason.UNEXPECTED, text);
  }

  /**
   * A number as it is written: an {@code Integer}, {@code Long}, {@code Float} or {@code Double}. A
   * decimal one that is too large for an {@code int} is a {@code long} also without {@code L},
   * where javac would ask for it.
   *
   * @param minus whether a minus stands before it, which -2147483648 needs
   */
  static Object number(String text, boolean minus) throws NotEvaluated {
    String digits = text.replace("_", "");
    boolean large = digits.matches(".*[Ll]");
    digits = large ? digits.substring(0, digits.length() - 1) : digits;
    String sign = minus ? "-" : "";
    try {
      if (digits.matches("0[xX].*|0[bB].*|0\\d+")) {
        int radix = digits.matches("0[xX].*") ? 16 : digits.matches("0[bB].*") ? 2 : 8;
        String plain = digits.substring(radix == 8 ? 1 : 2);
        Number found =
            large
                ? (Number) Long.parseUnsignedLong(plain, radix)
                : (Number) Integer.parseUnsignedInt(plain, radix);
        return minus ? Arithmetic.negated(found) : found;
      }
      if (!digits.matches("\\d+")) {
        return decimal(text.replace("_", ""), sign);
      }
      long value = Long.parseLong(sign + digits);
      if (!large && value == (int) value) {
        return (int) value;
      }
      return value;
    } catch (NumberFormatException tooLarge) {
      throw unexpected(text);
    }
  }

  private static Object decimal(String text, String sign) {
    if (text.matches(".*[Ff]")) {
      return Float.valueOf(sign + text);
    }
    return Double.valueOf(sign + text); // which refuses an L
  }

  /** What a literal of characters stands for. */
  static String unquoted(String literal) throws NotEvaluated {
    try {
      return literal.substring(1, literal.length() - 1).translateEscapes();
    } catch (IllegalArgumentException noEscape) {
      throw unexpected(literal);
    }
  }
}
