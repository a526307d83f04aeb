package portside.lesson.reading;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.lesson.TakeHome;
import portside.page.Urls;

/**
 * The links of a text: to a web site ({@code https://…}), to an anchor of the page ({@code #id}),
 * to another lesson ({@code loopback} or {@code loopback#id}), to a file of the lesson ({@code
 * app.py}), to the zip of a lesson's programs ({@code flask.zip}), or to a page of the site ({@code
 * /join}), which is not checked here.
 */
final class LinkCheck {
  private static final Pattern LESSON = Pattern.compile("([a-z0-9-]+)(?:#(.*))?");
  private static final Pattern ZIP = Pattern.compile("([a-z0-9-]+)\\.zip");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*\\.[A-Za-z0-9.]+");

  private final List<String> names;
  private final Map<String, LessonReader.Read> inThisLanguage;

  /**
   * @param names every lesson of the course
   * @param inThisLanguage the lessons of one language by name
   */
  LinkCheck(List<String> names, Map<String, LessonReader.Read> inThisLanguage) {
    this.names = names;
    this.inThisLanguage = inThisLanguage;
  }

  /** The URL of a target, as it is to stand in a lesson's page. */
  static String url(String lang, String name, String target) {
    if (LESSON.matcher(target).matches()) {
      return Urls.lesson(lang, target);
    }
    Matcher zip = ZIP.matcher(target);
    if (zip.matches()) {
      return Urls.zip(zip.group(1));
    }
    return FILE.matcher(target).matches() ? Urls.file(name, target) : target;
  }

  /** Reports the links of a lesson that lead nowhere. */
  void check(LessonReader.Read from, Problems problems) {
    for (TextCheck.Target link : from.targets()) {
      String target = link.target();
      Matcher lesson = LESSON.matcher(target);
      if (target.matches("(?i)https?://[^/\\s].*") || target.matches("/([^/].*)?")) {
        continue;
      }
      if (target.startsWith("#")) {
        anchor(link, target.substring(1), from, problems);
      } else if (ZIP.matcher(target).matches()) {
        zip(link, target.substring(0, target.length() - ".zip".length()), from, problems);
      } else if (FILE.matcher(target).matches()) {
        if (!TextCheck.isFile(from.lesson().folder(), target)) {
          dead(link, "there is no such file in the lesson's folder", problems);
        }
      } else if (!lesson.matches()) {
        dead(
            link,
            "write https://…, #id, the name of a lesson, lesson#id, or a file's name",
            problems);
      } else if (!names.contains(lesson.group(1))) {
        dead(link, Problems.meant(lesson.group(1), names), problems);
      } else if (lesson.group(2) != null && inThisLanguage.containsKey(lesson.group(1))) {
        anchor(link, lesson.group(2), inThisLanguage.get(lesson.group(1)), problems);
      }
    }
  }

  private void zip(
      TextCheck.Target link, String lesson, LessonReader.Read from, Problems problems) {
    if (!names.contains(lesson)) {
      dead(link, Problems.meant(lesson, names), problems);
    } else if (!TakeHome.has(from.lesson().folder().resolveSibling(lesson))) {
      dead(link, "that lesson has no programs", problems);
    }
  }

  private static void anchor(
      TextCheck.Target link, String given, LessonReader.Read page, Problems problems) {
    Set<String> ids = page.ids().all();
    String id;
    try {
      id = URLDecoder.decode(given.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      id = given;
    }
    if (!ids.contains(id)) {
      dead(link, Problems.meant(id, ids), problems);
    }
  }

  private static void dead(TextCheck.Target link, String todo, Problems problems) {
    problems.addLine(link.line(), "dead link " + Problems.shown(link.target()), todo);
  }
}
