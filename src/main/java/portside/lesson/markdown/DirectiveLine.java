package portside.lesson.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The opening line of a directive, after its colons: {@code name[label]{key=value key="two words"
 * #id}}.
 *
 * @param name letters, digits and hyphens, the first one a letter
 * @param label the text in brackets, or null
 * @param id the word after {@code #}, or null
 * @param attributes by name, in their order
 * @param fault the first mistake in the line, or null
 */
public record DirectiveLine(
    String name,
    @Nullable String label,
    @Nullable String id,
    Map<String, String> attributes,
    @Nullable Fault fault) {

  /**
   * A mistake in the line.
   *
   * @param at its position, counted from 0 at the first character of the name
   * @param what what is wrong
   * @param todo what to do
   */
  public record Fault(int at, String what, String todo) {}

  /**
   * Reads what follows the colons.
   *
   * @return empty when this is text and no directive: a name must be followed by the end of the
   *     line, {@code [} or <code>{</code>. A directive with a mistake is still one, so that its
   *     mistake can be shown.
   */
  public static Optional<DirectiveLine> parse(CharSequence text) {
    int end = text.length();
    while (end > 0 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    int at = 0;
    while (at < end && (at == 0 ? isLetter(text.charAt(0)) : isNamePart(text.charAt(at)))) {
      at++;
    }
    boolean named = at > 0 && (at == end || text.charAt(at) == '[' || text.charAt(at) == '{');
    return named
        ? Optional.of(new Reader(text, end, at).read(text.subSequence(0, at).toString()))
        : Optional.empty();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isNamePart(char c) {
    return isLetter(c) || c >= '0' && c <= '9' || c == '-';
  }

  /** Reads label and attributes; stops at the first mistake. */
  private static final class Reader {
    private final CharSequence text;
    private final int end;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private int at;
    private @Nullable String label;
    private @Nullable String id;
    private @Nullable Fault fault;

    Reader(CharSequence text, int end, int at) {
      this.text = text;
      this.end = end;
      this.at = at;
    }

    DirectiveLine read(String name) {
      if (at < end && text.charAt(at) == '[') {
        readLabel();
      }
      if (fault == null && at < end && text.charAt(at) == '{') {
        at++;
        readAttributes();
      }
      if (fault == null && at < end) {
        fail(at, "there is text after the directive", "put it on a line of its own");
      }
      return new DirectiveLine(name, label, id, attributes, fault);
    }

    private void readLabel() {
      int start = at + 1;
      while (at < end && text.charAt(at) != ']') {
        at++;
      }
      if (at == end) {
        fail(start - 1, "the label is not closed", "end it with ]");
        return;
      }
      label = text.subSequence(start, at).toString();
      at++;
    }

    private void readAttributes() {
      while (fault == null) {
        while (at < end && isBlank(text.charAt(at))) {
          at++;
        }
        if (at == end) {
          fail(end, "the attributes are not closed", "end them with }");
        } else if (text.charAt(at) == '}') {
          at++;
          return;
        } else if (text.charAt(at) == '#') {
          readId();
        } else {
          readAttribute();
        }
      }
    }

    private void readId() {
      int start = at;
      at++;
      while (at < end && isNamePart(text.charAt(at))) {
        at++;
      }
      if (at == start + 1 || !isLetter(text.charAt(start + 1)) || !separated()) {
        fail(start, "the id is no id", "write # and a letter, then letters, digits and hyphens");
      } else if (id != null) {
        fail(start, "there are two ids", "keep one");
      } else {
        id = text.subSequence(start + 1, at).toString();
      }
    }

    private void readAttribute() {
      int start = at;
      while (at < end && isNamePart(text.charAt(at))) {
        at++;
      }
      String key = text.subSequence(start, at).toString();
      if (key.isEmpty()) {
        fail(start, "this is no attribute", "write key=value, key=\"two words\" or #id");
        return;
      }
      if (at == end || text.charAt(at) != '=') {
        fail(start, "the attribute " + key + " has no value", "write " + key + "=value");
        return;
      }
      at++;
      Optional<String> value =
          at < end && text.charAt(at) == '"' ? readQuoted(key) : readPlain(key);
      if (value.isPresent() && attributes.putIfAbsent(key, value.get()) != null) {
        fail(start, "the attribute " + key + " is given twice", "keep one");
      }
    }

    private Optional<String> readQuoted(String key) {
      int start = at + 1;
      at = start;
      while (at < end && text.charAt(at) != '"') {
        at++;
      }
      if (at == end) {
        fail(start - 1, "the quotes of " + key + " are not closed", "end the value with \"");
        return Optional.empty();
      }
      String value = text.subSequence(start, at).toString();
      at++;
      if (!separated()) {
        fail(at, "there is no blank after the value of " + key, "put a blank between attributes");
        return Optional.empty();
      }
      return Optional.of(value);
    }

    private Optional<String> readPlain(String key) {
      int start = at;
      while (at < end && !separated()) {
        if (text.charAt(at) == '"') {
          fail(at, "there are quotes inside the value of " + key, "quote the whole value");
          return Optional.empty();
        }
        at++;
      }
      if (at == start) {
        fail(start, "the attribute " + key + " has no value", "write " + key + "=value");
        return Optional.empty();
      }
      return Optional.of(text.subSequence(start, at).toString());
    }

    private boolean separated() {
      return at == end || isBlank(text.charAt(at)) || text.charAt(at) == '}';
    }

    private void fail(int position, String what, String todo) {
      fault = new Fault(position, what, todo);
    }
  }
}
