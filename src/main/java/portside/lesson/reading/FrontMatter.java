package portside.lesson.reading;

import com.vladsch.flexmark.ext.yaml.front.matter.YamlFrontMatterBlock;
import com.vladsch.flexmark.ext.yaml.front.matter.YamlFrontMatterNode;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.net.AddressKind;
import portside.net.IpAddresses;

/**
 * What stands above a lesson's text.
 *
 * @param title the title, in Markdown
 * @param lede one sentence, in Markdown; may be empty
 * @param minutes how long the lesson takes, 1 to 600; 0 where it is planned only, or a guide
 * @param goals what a reader can do afterwards, in Markdown
 * @param planned whether the lesson is still to be written
 * @param guide whether it is a guide, which needs neither goals nor minutes
 * @param examples the kinds of the example addresses {@code here} and {@code other}
 * @param lines the line of each key
 */
record FrontMatter(
    String title,
    String lede,
    int minutes,
    List<String> goals,
    boolean planned,
    boolean guide,
    Map<InetAddress, AddressKind> examples,
    Map<String, Integer> lines) {
  private static final List<String> KEYS =
      List.of("title", "lede", "minutes", "goals", "status", "kind", "here", "other");

  /** The line of a key, or the file's first. */
  int line(String key) {
    return lines.getOrDefault(key, 1);
  }

  /** Reads it and reports what is missing or wrong. */
  static FrontMatter read(Document document, Problems problems) {
    Reader reader = new Reader(problems);
    for (Node node : document.getChildren()) {
      if (node instanceof YamlFrontMatterBlock) {
        node.getChildren().forEach(reader::entry);
      }
    }
    return reader.result();
  }

  private static final class Reader {
    private final Problems problems;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    Reader(Problems problems) {
      this.problems = problems;
    }

    void entry(Node node) {
      if (!(node instanceof YamlFrontMatterNode entry)) {
        return;
      }
      String key = entry.getKey();
      int offset = entry.getKeySequence().getStartOffset();
      if (!KEYS.contains(key)) {
        problems.addAt(offset, "unknown key " + Problems.shown(key), Problems.meant(key, KEYS));
        return;
      }
      if (values.containsKey(key)) {
        problems.addAt(offset, "the key " + key + " is given twice", "keep one");
        return;
      }
      values.put(
          key,
          entry.getValues().stream()
              .map(Reader::unquoted)
              .filter(value -> !value.isEmpty())
              .toList());
      lines.put(key, problems.line(offset));
    }

    FrontMatter result() {
      boolean planned = is("status", "planned");
      boolean guide = is("kind", "guide");
      Map<InetAddress, AddressKind> examples = new LinkedHashMap<>();
      examples("here", AddressKind.THIS_COMPUTER, examples);
      examples("other", AddressKind.OTHER_DEVICE, examples);
      List<String> goals = values.getOrDefault("goals", List.of());
      if (goals.isEmpty() && !planned && !guide) {
        problems.addLine(
            lines.getOrDefault("goals", 1),
            "the lesson has no goals",
            "list under goals: what a reader can do afterwards, as lines that begin with \"  - \"");
      }
      String title = one("title");
      if (title == null) {
        problems.addLine(
            lines.getOrDefault("title", 1), "the lesson has no title", "write title: and a title");
      }
      String lede = one("lede");
      return new FrontMatter(
          title == null ? "" : title,
          lede == null ? "" : lede,
          minutes(planned || guide),
          goals,
          planned,
          guide,
          Map.copyOf(examples),
          Map.copyOf(lines));
    }

    /** Whether a key has the only value that it may have. */
    private boolean is(String key, String only) {
      String given = one(key);
      if (given != null && !given.equals(only)) {
        problems.addLine(
            lines.getOrDefault(key, 1),
            "unknown " + key + " " + Problems.shown(given),
            "write " + only + ", or leave the key out");
      }
      return given != null && given.equals(only);
    }

    private int minutes(boolean mayLack) {
      String minutes = one("minutes");
      if (minutes != null && minutes.matches("[1-9][0-9]{0,2}")) {
        return Integer.parseInt(minutes);
      }
      if (minutes != null || !mayLack) {
        problems.addLine(
            lines.getOrDefault("minutes", 1),
            minutes == null
                ? "the lesson has no minutes"
                : "minutes is no number of minutes: " + Problems.shown(minutes),
            "write how long the lesson takes, such as minutes: 15");
      }
      return 0;
    }

    private void examples(String key, AddressKind kind, Map<InetAddress, AddressKind> examples) {
      for (String value : values.getOrDefault(key, List.of())) {
        Optional<InetAddress> address = IpAddresses.parse(value);
        if (address.isEmpty()) {
          problems.addLine(
              lines.getOrDefault(key, 1),
              key + " is no address: " + Problems.shown(value),
              "write one such as 192.168.0.10, or a list of them");
        } else if (examples.putIfAbsent(address.get(), kind) != null) {
          problems.addLine(
              lines.getOrDefault(key, 1),
              "the address " + value + " is given twice",
              "it can be here or other, not both");
        }
      }
    }

    private @Nullable String one(String key) {
      List<String> given = values.getOrDefault(key, List.of());
      if (given.size() > 1) {
        problems.addLine(
            lines.getOrDefault(key, 1), key + " has more than one value", "write it in one line");
      }
      return given.isEmpty() ? null : given.get(0);
    }

    private static String unquoted(String value) {
      String text = value.strip();
      boolean quoted =
          text.length() > 1
              && (text.charAt(0) == '"' || text.charAt(0) == '\'')
              && text.charAt(text.length() - 1) == text.charAt(0);
      return quoted ? text.substring(1, text.length() - 1) : text;
    }
  }
}
