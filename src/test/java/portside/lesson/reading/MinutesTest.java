package portside.lesson.reading;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import portside.Standard;
import portside.cards.Card;
import portside.cards.Claim;
import portside.cards.Question;
import portside.cards.Repair;
import portside.cards.Table;
import portside.lesson.Beat;
import portside.lesson.Course;
import portside.lesson.Lesson;
import portside.lesson.Part;
import portside.net.IpAddresses;
import portside.process.Children;
import portside.programs.Programs;

/**
 * The minutes that a lesson promises: reading at 200 syllables (Korean) or words (English) a
 * minute, programs and the presenter's notes left out, and two minutes for each card or table.
 */
class MinutesTest {
  private static final Pattern PROGRAM = Pattern.compile("(?s)<pre.*?</pre>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern SYLLABLE = Pattern.compile("[가-힣]");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z'’-]*");
  private static final int A_MINUTE = 200;
  private static final int A_CARD = 2;

  /** What a page says is rounded to five minutes. */
  private static final double ROUNDING = 2.5;

  @TestFactory
  Stream<DynamicTest> the_minutes_are_those_of_reading_and_running() {
    Path content = Path.of("content");
    try (Children children = new Children();
        Programs programs = new Programs(content, children, null)) {
      Course course =
          CourseReader.read(
                  content,
                  Standard.experiments(
                      children, programs, IpAddresses.parse("127.0.0.1").orElseThrow()))
              .course();
      return course.languages().stream()
          .flatMap(lang -> course.lessons(lang).stream())
          .filter(lesson -> !lesson.planned())
          .flatMap(
              lesson ->
                  Stream.of(
                      dynamicTest(lesson.path(), () -> assertMinutes(lesson)),
                      dynamicTest(lesson.path() + " explains", () -> assertExplains(lesson))))
          .toList()
          .stream();
    }
  }

  private static void assertMinutes(Lesson lesson) {
    Pattern unit = lesson.lang().equals("ko") ? SYLLABLE : WORD;
    long read = unit.matcher(text(lesson)).results().count();
    double minutes =
        read / (double) A_MINUTE + A_CARD * (lesson.cards().size() + lesson.tables().size());
    assertTrue(
        Math.abs(minutes - lesson.minutes()) <= ROUNDING,
        () ->
            "%s: %d to read and %d cards take %.0f minutes, its front matter says %d"
                .formatted(lesson.path(), read, lesson.cards().size(), minutes, lesson.minutes()));
  }

  /**
   * Every question of the course says of each outcome why, so that the reader's own comes first.
   */
  private static void assertExplains(Lesson lesson) {
    lesson.cards().stream()
        .filter(card -> card.question() != null && !card.question().options().isEmpty())
        .forEach(card -> assertTrue(!card.question().because().isEmpty(), card.id()));
  }

  private static String text(Lesson lesson) {
    StringBuilder text = new StringBuilder();
    for (Beat beat : lesson.beats()) {
      beat.text().forEach(part -> text.append(html(part)));
      if (beat.card() != null) {
        text.append(html(beat.card()));
      }
      beat.after().forEach(part -> text.append(html(part)));
    }
    return TAG.matcher(PROGRAM.matcher(text).replaceAll(" ")).replaceAll(" ");
  }

  private static String html(Part part) {
    if (part instanceof Part.Html shown) {
      return shown.html();
    }
    if (part instanceof Part.ClaimPart claimed) {
      Claim claim = claimed.claim();
      return claim.html() + claim.explanation();
    }
    if (part instanceof Part.RepairPart sentence) {
      Repair repair = sentence.repair();
      String words = repair.wordings().stream().map(Repair.Wording::text).collect(joining(" "));
      return repair.before() + words + repair.after() + repair.truth();
    }
    if (part instanceof Part.TablePart compared) {
      Table table = compared.table();
      String headings =
          Stream.concat(table.columns().stream(), table.rows().stream())
              .map(Table.Heading::html)
              .collect(joining(" "));
      return table.html() + headings + table.explanation();
    }
    return ""; // the presenter's notes
  }

  private static String html(Card card) {
    Question question = card.question();
    if (question == null) {
      return "";
    }
    List<String> options = question.options().stream().map(Question.Option::html).toList();
    // Of what explains one outcome or another, a reader reads one.
    List<String> because =
        question.because().stream().limit(1).map(Question.Because::html).toList();
    return question.html()
        + String.join(" ", options)
        + String.join(" ", because)
        + question.explanation();
  }
}
