package portside.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.glossary.Glossary;
import portside.glossary.Word;
import portside.lesson.Beat;
import portside.lesson.Course;
import portside.lesson.Lesson;
import portside.lesson.Part;
import portside.net.Once;
import portside.page.Urls;
import portside.page.Words;

/** Everything of the course that can be found, a list for each language. */
public final class SearchIndex {
  private static final Pattern HEADING =
      Pattern.compile("<h2 id=\"([^\"]*)\">(.*?)</h2>", Pattern.DOTALL);
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

  private final Map<String, Supplier<List<Entry>>> byLanguage = new LinkedHashMap<>();

  /**
   * @param content the folder of the course, whose {@code search/LANG.txt} says what people type
   */
  public SearchIndex(Path content, Course course, Glossary glossary) {
    for (String lang : course.languages()) {
      Path also = content.resolve("search").resolve(lang + ".txt");
      byLanguage.put(lang, new Once<>(() -> entries(course, glossary, lang, aliases(also))));
    }
  }

  /** What can be found in a language; none for a language that the course does not have. */
  public List<Entry> entries(String lang) {
    return byLanguage.getOrDefault(lang, List::of).get();
  }

  private static List<Entry> entries(
      Course course, Glossary glossary, String lang, Map<String, List<String>> aliases) {
    List<Entry> entries = new ArrayList<>();
    for (Lesson lesson : course.pages(lang)) {
      sections(lesson).forEach(section -> entries.add(section.entry(lesson, aliases)));
    }
    String page = Words.of("glossary", lang).get("title");
    for (Word word : glossary.words(lang)) {
      entries.add(
          new Entry(
              Urls.glossary(lang) + "#" + word.id(),
              page,
              word.name(),
              word.text(),
              word.forms(),
              List.of()));
    }
    return List.copyOf(entries);
  }

  /** A section while it is collected. */
  private static final class Section {
    private final String id;
    private final String title;
    private final StringBuilder text = new StringBuilder();
    private final List<String> anchors = new ArrayList<>();

    Section(String id, String title) {
      this.id = id;
      this.title = title;
    }

    void add(String html) {
      Matcher anchor = ID.matcher(html);
      while (anchor.find()) {
        anchors.add(anchor.group(1));
      }
      text.append(plain(html)).append('\n');
    }

    Entry entry(Lesson lesson, Map<String, List<String>> aliases) {
      List<String> also = new ArrayList<>();
      if (!id.isEmpty()) {
        anchors.add(0, id);
      }
      for (String anchor : anchors) {
        also.addAll(aliases.getOrDefault(lesson.name() + "#" + anchor, List.of()));
      }
      String url = lesson.path() + (id.isEmpty() ? "" : "#" + id);
      return new Entry(
          url,
          lesson.titleText(),
          title.isEmpty() ? lesson.titleText() : title,
          text.toString().strip(),
          List.copyOf(also),
          List.copyOf(anchors));
    }
  }

  private static List<Section> sections(Lesson lesson) {
    List<Section> sections = new ArrayList<>(List.of(new Section("", "")));
    sections.get(0).add(lesson.lede());
    for (Beat beat : lesson.beats()) {
      parts(beat.text(), sections);
      if (beat.card() != null) {
        Section last = sections.get(sections.size() - 1);
        last.anchors.add(beat.card().id());
        if (beat.card().question() != null) {
          last.add(beat.card().question().html());
        }
      }
      parts(beat.after(), sections);
    }
    return sections;
  }

  private static void parts(List<Part> parts, List<Section> sections) {
    for (Part part : parts) {
      if (part instanceof Part.ClaimPart claim) {
        Section last = sections.get(sections.size() - 1);
        last.anchors.add(claim.claim().id());
        last.add(claim.claim().html());
      } else if (part instanceof Part.Html html) {
        int from = 0;
        Matcher heading = HEADING.matcher(html.html());
        while (heading.find()) {
          sections.get(sections.size() - 1).add(html.html().substring(from, heading.start()));
          sections.add(
              new Section(heading.group(1), plain(heading.group(2)).replaceFirst(" ?#$", "")));
          from = heading.end();
        }
        sections.get(sections.size() - 1).add(html.html().substring(from));
      }
    }
  }

  private static String plain(String html) {
    return html.replaceAll("</(?:p|li|td|th|tr|pre|h3)>", "\n")
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .replaceAll("[ \\t]+", " ")
        .replaceAll("\\s*\\n\\s*", "\n")
        .strip();
  }

  private static Map<String, List<String>> aliases(Path file) {
    Map<String, List<String>> aliases = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return aliases;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(": ");
        if (colon > 0 && !line.startsWith("#")) {
          aliases
              .computeIfAbsent(line.substring(0, colon), anchor -> new ArrayList<>())
              .addAll(List.of(line.substring(colon + 2).split(",\\s*")));
        }
      }
    } catch (IOException unreadable) {
      return Map.of(); // then there are fewer words to find things by
    }
    return aliases;
  }
}
