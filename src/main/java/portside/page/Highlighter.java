package portside.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.swing.text.Segment;
import org.fife.ui.rsyntaxtextarea.SyntaxConstants;
import org.fife.ui.rsyntaxtextarea.Token;
import org.fife.ui.rsyntaxtextarea.TokenMaker;
import org.fife.ui.rsyntaxtextarea.TokenMakerFactory;
import org.fife.ui.rsyntaxtextarea.TokenTypes;

/** Colours code: one line of HTML for each line, tokens as {@code <span class="tok-…">}. */
public final class Highlighter {
  private static final int LONGEST_LINE = 2_000;

  /**
   * A language of code.
   *
   * @param key the word after the fence, and the end of a file's name
   * @param title its name for readers, the same in every language
   * @param style RSyntaxTextArea's name of the grammar
   */
  private record Language(String key, String title, String style) {}

  private static final Map<String, Language> LANGUAGES =
      Map.ofEntries(
          language("python", "Python", SyntaxConstants.SYNTAX_STYLE_PYTHON),
          language("py", "Python", SyntaxConstants.SYNTAX_STYLE_PYTHON),
          language("java", "Java", SyntaxConstants.SYNTAX_STYLE_JAVA),
          language("sh", "Shell", SyntaxConstants.SYNTAX_STYLE_UNIX_SHELL),
          language("powershell", "PowerShell", SyntaxConstants.SYNTAX_STYLE_NONE),
          language("text", "Text", SyntaxConstants.SYNTAX_STYLE_NONE),
          language("txt", "Text", SyntaxConstants.SYNTAX_STYLE_NONE),
          language("http", "HTTP", SyntaxConstants.SYNTAX_STYLE_NONE),
          language("json", "JSON", SyntaxConstants.SYNTAX_STYLE_JSON),
          language("html", "HTML", SyntaxConstants.SYNTAX_STYLE_HTML),
          language("bash", "Shell", SyntaxConstants.SYNTAX_STYLE_UNIX_SHELL),
          language("console", "Terminal", SyntaxConstants.SYNTAX_STYLE_NONE),
          language("js", "JavaScript", SyntaxConstants.SYNTAX_STYLE_JAVASCRIPT),
          language("javascript", "JavaScript", SyntaxConstants.SYNTAX_STYLE_JAVASCRIPT),
          language("ts", "TypeScript", SyntaxConstants.SYNTAX_STYLE_TYPESCRIPT),
          language("yaml", "YAML", SyntaxConstants.SYNTAX_STYLE_YAML),
          language("xml", "XML", SyntaxConstants.SYNTAX_STYLE_XML),
          language("css", "CSS", SyntaxConstants.SYNTAX_STYLE_CSS),
          language("c", "C", SyntaxConstants.SYNTAX_STYLE_C),
          language("go", "Go", SyntaxConstants.SYNTAX_STYLE_GO),
          language("sql", "SQL", SyntaxConstants.SYNTAX_STYLE_SQL),
          language("dockerfile", "Dockerfile", SyntaxConstants.SYNTAX_STYLE_DOCKERFILE));

  private Highlighter() {}

  private static Map.Entry<String, Language> language(String key, String title, String style) {
    return Map.entry(key, new Language(key, title, style));
  }

  /** Whether the language is known. */
  public static boolean knows(String language) {
    return LANGUAGES.containsKey(language);
  }

  /** Every known language, sorted. */
  public static List<String> languages() {
    return LANGUAGES.keySet().stream().sorted().toList();
  }

  /** The language's name for readers. */
  public static String title(String language) {
    return Optional.ofNullable(LANGUAGES.get(language)).map(Language::title).orElse(language);
  }

  /**
   * Colours a text.
   *
   * @param code the text; a line break at its end opens no further line
   * @param language a known language, or anything else for no colours
   * @return the HTML of each line
   */
  public static List<String> lines(String code, String language) {
    String style =
        LANGUAGES.containsKey(language)
            ? LANGUAGES.get(language).style()
            : SyntaxConstants.SYNTAX_STYLE_NONE;
    // A token maker keeps state, so each text gets its own.
    TokenMaker maker = TokenMakerFactory.getDefaultInstance().getTokenMaker(style);
    List<String> html = new ArrayList<>();
    int open = TokenTypes.NULL;
    for (String line : code.replace("\r\n", "\n").replaceFirst("\n$", "").split("\n", -1)) {
      if (style.equals(SyntaxConstants.SYNTAX_STYLE_NONE) || line.length() > LONGEST_LINE) {
        html.add(Html.escape(line));
        continue;
      }
      char[] chars = line.toCharArray();
      html.add(html(maker.getTokenList(new Segment(chars, 0, chars.length), open, 0)));
      open = maker.getLastTokenTypeOnLine(new Segment(chars, 0, chars.length), open);
    }
    return html;
  }

  private static String html(Token first) {
    StringBuilder html = new StringBuilder();
    for (Token token = first; token != null && token.isPaintable(); token = token.getNextToken()) {
      String text = Html.escape(token.getLexeme());
      String kind = kind(token.getType());
      html.append(kind.isEmpty() ? text : "<span class=\"tok-" + kind + "\">" + text + "</span>");
    }
    return html.toString();
  }

  private static String kind(int type) {
    return switch (type) {
      case TokenTypes.COMMENT_EOL,
          TokenTypes.COMMENT_MULTILINE,
          TokenTypes.COMMENT_DOCUMENTATION,
          TokenTypes.COMMENT_KEYWORD,
          TokenTypes.COMMENT_MARKUP,
          TokenTypes.MARKUP_COMMENT ->
          "comment";
      case TokenTypes.RESERVED_WORD,
          TokenTypes.RESERVED_WORD_2,
          TokenTypes.LITERAL_BOOLEAN,
          TokenTypes.MARKUP_TAG_NAME ->
          "keyword";
      case TokenTypes.FUNCTION -> "function";
      case TokenTypes.DATA_TYPE -> "type";
      case TokenTypes.LITERAL_NUMBER_DECIMAL_INT,
          TokenTypes.LITERAL_NUMBER_FLOAT,
          TokenTypes.LITERAL_NUMBER_HEXADECIMAL ->
          "number";
      case TokenTypes.LITERAL_STRING_DOUBLE_QUOTE,
          TokenTypes.LITERAL_CHAR,
          TokenTypes.LITERAL_BACKQUOTE,
          TokenTypes.REGEX,
          TokenTypes.MARKUP_TAG_ATTRIBUTE_VALUE ->
          "string";
      case TokenTypes.ANNOTATION, TokenTypes.PREPROCESSOR, TokenTypes.MARKUP_TAG_ATTRIBUTE ->
          "annotation";
      case TokenTypes.VARIABLE -> "variable";
      default -> "";
    };
  }
}
