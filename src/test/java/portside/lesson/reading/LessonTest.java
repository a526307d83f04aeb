package portside.lesson.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.cards.Card;
import portside.cards.Claim;
import portside.cards.Question;
import portside.cards.Repair;
import portside.cards.Table;
import portside.lesson.Beat;
import portside.lesson.Heading;
import portside.lesson.Lesson;
import portside.lesson.Part;

class LessonTest {
  private Tree tree;

  @BeforeEach
  void plantTree(@TempDir Path folder) throws IOException {
    tree = new Tree(folder);
  }

  private Lesson lesson() {
    return tree.read().course().find("ko", "wildcard").orElseThrow();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (Beat beat : lesson().beats()) {
      Stream.concat(beat.text().stream(), beat.after().stream())
          .forEach(part -> text.append(part instanceof Part.Html html ? html.html() : ""));
    }
    return text.toString();
  }

  private void assertShows(String html) {
    assertTrue(text().contains(html), () -> html + " is not in\n" + text());
  }

  @Test
  void front_matter_makes_the_head_of_a_lesson() {
    Lesson lesson = lesson();
    assertEquals(1, lesson.number());
    assertEquals("/ko/wildcard", lesson.path());
    assertEquals("문 0.0.0.0", lesson.titleText());
    assertTrue(lesson.title().startsWith("문 <code class=\"addr addr-wildcard\""), lesson.title());
    assertEquals("한 문장.", lesson.lede());
    assertEquals(10, lesson.minutes());
    assertEquals(List.of("첫째"), lesson.goals());
    assertFalse(lesson.planned());
    assertTrue(tree.read().course().find("en", "ports").orElseThrow().planned());
    assertEquals(List.of("ko", "en"), tree.read().course().languages());
  }

  @Test
  void a_beat_is_the_text_up_to_an_experiment_and_the_rest_of_its_section() {
    Lesson lesson = lesson();
    List<Beat> beats = lesson.beats();
    assertEquals(2, beats.size());
    Card first = beats.get(0).card();
    Card second = beats.get(1).card();
    assertNotNull(first);
    assertNotNull(second);
    assertEquals("first", first.id());
    assertEquals(Map.of("port", "80"), first.values());
    assertEquals(List.of(), beats.get(0).after(), "another card of the section follows");
    assertInstanceOf(Part.ClaimPart.class, beats.get(1).text().get(0));
    assertNull(second.question());
    assertInstanceOf(Part.Notes.class, beats.get(1).after().get(0));
    assertInstanceOf(Part.Html.class, beats.get(1).after().get(1));
    assertEquals(List.of(first, second), lesson.cards());
  }

  @Test
  void a_section_without_experiment_is_a_beat_of_its_own() throws IOException {
    tree.plant("wildcard/ko.md", ":::note\n", "## 둘\n\n### 셋\n\n:::note\n");
    List<Beat> beats = lesson().beats();
    assertEquals(3, beats.size());
    assertEquals(1, beats.get(1).after().size(), "the notes stay in their section");
    assertNull(beats.get(2).card());
    assertEquals(1, beats.get(2).text().size(), "a heading below divides no section");
  }

  @Test
  void a_prediction_has_a_question_options_and_an_explanation() {
    Question question = lesson().card("first").orElseThrow().question();
    assertNotNull(question);
    assertEquals("<p>무엇이 나올까요?</p>\n", question.html());
    assertEquals(
        List.of(new Question.Option("free", "비었다"), new Question.Option("in-use", "쓰고 있다")),
        question.options());
    assertEquals("<p>까닭.</p>\n", question.explanation());
    assertEquals(List.of(), question.because());
  }

  @Test
  void an_explanation_may_be_tied_to_the_outcome_that_it_explains() throws IOException {
    tree.plant(
        "wildcard/ko.md",
        "까닭.\n",
        "- [free] 비었으니까.\n\n    둘째 문단.\n- [in-use|reserved] 찼으니까.\n- [other] 그 밖에.\n\n까닭.\n");
    Question question = lesson().card("first").orElseThrow().question();
    assertNotNull(question);
    assertEquals(
        List.of(
            new Question.Because(List.of("free"), "<p>비었으니까.</p>\n<p>둘째 문단.</p>\n"),
            new Question.Because(List.of("in-use", "reserved"), "<p>찼으니까.</p>\n"),
            new Question.Because(List.of(Question.OTHER), "<p>그 밖에.</p>\n")),
        question.because());
    assertEquals("<p>까닭.</p>\n", question.explanation(), "what holds whatever came out");
  }

  @Test
  void what_github_adds_to_markdown_is_shown() throws IOException {
    tree.plant(
        "wildcard/ko.md",
        "## 하나 {#one}\n",
        """
        ## 하나 {#one}

        > [!WARNING]
        > 조심.

        > 인용.

        ~~지운 글~~ 각주[^a]

        [^a]: 각주의 글.

        - [ ] 할 일
        - [x] 한 일

        ```yaml
        port: 8080
        ```
        """);
    assertEquals(
        List.of(), tree.problems().stream().filter(p -> p.contains("wildcard/ko")).toList());
    assertShows("<div class=\"warning\" role=\"note\"><p class=\"label\">주의</p>");
    assertShows("<blockquote>");
    assertShows("<del>지운 글</del>");
    assertShows("<sup><a href=\"#fn-a\">a</a></sup>");
    assertShows("<div class=\"footnote\" id=\"fn-a\"><sup>a</sup>");
    assertShows("☐ 할 일");
    assertShows("☑ 한 일");
    assertShows("lang-yaml");
  }

  @Test
  void a_course_may_be_in_one_language_alone() throws IOException {
    tree.delete("wildcard/ko.md").delete("ports/ko.md");
    assertEquals(List.of(), tree.problems());
    assertEquals(List.of("en"), tree.read().course().languages());
    assertEquals("en", tree.read().course().original());
  }

  @Test
  void a_claim_has_a_sentence_and_the_outcomes_that_it_expects() {
    Claim claim = lesson().claim("said").orElseThrow();
    assertEquals("zero", claim.experiment().name());
    assertEquals(Map.of("redirect", "on"), claim.values());
    assertEquals(List.of("redirected", "refused"), claim.expected());
    assertEquals("문장 하나.", claim.html());
    assertEquals("", claim.explanation());
  }

  @Test
  void a_heading_has_the_anchor_of_the_author_or_one_of_its_words() throws IOException {
    tree.plant("wildcard/ko.md", "참고.\n:::\n", "참고.\n:::\n\n## 둘 & `셋`\n\n## one\n\n### who\n");
    assertEquals(
        List.of(
            new Heading("one", "하나", 2),
            new Heading("둘-셋", "둘 & 셋", 2),
            new Heading("one-2", "one", 2),
            new Heading("who-2", "who", 3)),
        lesson().headings());
    assertShows("<h2 id=\"둘-셋\">둘 &amp; <code>셋</code>");
  }

  @Test
  void an_address_in_code_shows_its_kind() throws IOException {
    tree.plant(
        "wildcard/ko.md",
        "글 `192.168.0.10`",
        "`127.0.0.1:8080` `[::1]:80` `localhost` `::` `192.168.0.10:80` `192.168.0.21` `203.0.113.1`"
            + " `127.0.0` `http://127.0.0.1/` `a<b`");
    String text = text();
    for (String token :
        List.of(
            "loopback 127.0.0.1:8080",
            "loopback [::1]:80",
            "loopback localhost",
            "wildcard ::",
            "this-computer 192.168.0.10:80",
            "other-device 192.168.0.21",
            "other-device 203.0.113.1")) {
      String kind = token.substring(0, token.indexOf(' '));
      String address = token.substring(token.indexOf(' ') + 1);
      assertTrue(
          text.matches(
              "(?s).*<code class=\"addr addr-"
                  + kind
                  + "\" title=\"[^\"]+\">\\Q"
                  + address
                  + "\\E<.*"),
          token);
    }
    assertShows("<code>127.0.0</code> <code>http://127.0.0.1/</code> <code>a&lt;b</code>");
  }

  @Test
  void a_program_comes_from_its_file_with_numbers_and_colours() {
    assertShows("<figure class=\"program\"><figcaption>app.py</figcaption>");
    assertShows(
        "<span class=\"line\" data-line=\"1\"><span class=\"tok-keyword\">import</span> flask</span>\n"
            + "<span class=\"line mark\" data-line=\"2\"></span>\n</code>");
  }

  @Test
  void blanks_and_signs_of_code_are_kept() throws IOException {
    tree.plant("wildcard/ko.md", "참고.\n:::\n", "참고.\n:::\n\n```text\n  a  <b>\n\n\tc\n```\n");
    assertShows(
        "<code class=\"lang-text\"><span class=\"line\">  a  &lt;b&gt;</span>\n"
            + "<span class=\"line\"></span>\n<span class=\"line\">\tc</span>\n</code></pre>");
  }

  @Test
  void a_string_over_several_lines_keeps_its_colour() throws IOException {
    tree.write("wildcard/app.py", "a = \"\"\"x\ny\n\"\"\"\n");
    assertShows("data-line=\"2\"><span class=\"tok-string\">y</span>");
  }

  @Test
  void links_lead_to_lessons_anchors_and_sites() throws IOException {
    assertShows("<a href=\"/ko/ports#last\">둘째</a>, <a href=\"#one\">위</a>");
    tree.plant("wildcard/ko.md", "참고.", "<https://example.com/?a=1&b=2> [프로그램](app.py) [방](/join)");
    assertShows(
        "<a href=\"https://example.com/?a=1&amp;b=2\" rel=\"noreferrer\">"
            + "https://example.com/?a=1&amp;b=2</a>"
            + " <a href=\"/content/wildcard/app.py\">프로그램</a> <a href=\"/join\">방</a>");
  }

  @Test
  void raw_html_is_escaped_and_a_picture_stands_in_its_folder() throws IOException {
    tree.write("wildcard/door.svg", "<svg/>")
        .plant("wildcard/ko.md", "참고.", "<b onclick=\"x\">굵게</b> ![문 \"하나\"](door.svg)");
    assertFalse(text().contains("<b"), text());
    assertShows(
        "<img src=\"/content/wildcard/door.svg\" alt=\"문 &quot;하나&quot;\" loading=\"lazy\">");
  }

  @Test
  void a_picture_keeps_its_room_before_it_has_come() throws IOException {
    tree.write("wildcard/door.svg", "<svg xmlns=\"x\" viewBox=\"0 0 480 312\"/>")
        .plant("wildcard/ko.md", "참고.", "![문](door.svg)");
    assertShows(
        "<img src=\"/content/wildcard/door.svg\" alt=\"문\" width=\"480\" height=\"312\""
            + " loading=\"lazy\">");
    String png = "89504E470D0A1A0A0000000D49484452000000070000000508020000000000";
    Files.write(tree.root().resolve("wildcard/door.png"), HexFormat.of().parseHex(png));
    tree.plant("wildcard/ko.md", "![문](door.svg)", "![문](door.png)");
    assertShows(
        "<img src=\"/content/wildcard/door.png\" alt=\"문\" width=\"7\" height=\"5\""
            + " loading=\"lazy\">");
  }

  @Test
  void a_note_can_stand_in_a_list_and_have_a_label() throws IOException {
    tree.plant("wildcard/ko.md", ":::note\n", ":::note[macOS & co]\n");
    assertShows("<div class=\"note\" role=\"note\"><p class=\"label\">macOS &amp; co</p>");
    tree.plant("wildcard/ko.md", ":::notes\n", "- a\n\n  :::warning\n  b\n  :::\n\n:::notes\n");
    assertShows("<div class=\"warning\" role=\"note\">");
    assertTrue(tree.problems().stream().noneMatch(line -> line.contains("wildcard/ko")));
  }

  @Test
  void a_course_is_read_out_of_a_jar(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("portside.jar");
    try (FileSystem zip =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
      try (Stream<Path> files = Files.walk(tree.root())) {
        for (Path file : files.toList()) {
          Path to = zip.getPath("/content/" + tree.root().relativize(file));
          if (Files.isDirectory(file)) {
            Files.createDirectories(to);
          } else {
            Files.copy(file, to);
          }
        }
      }
      CourseReader.Reading reading =
          CourseReader.read(zip.getPath("/content"), TinyRegister.register());
      assertEquals(List.of(), reading.problems());
      assertEquals(2, reading.course().lessons("en").size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'문 하나',문 하나",
        "\"문 하나\",문 하나",
        "'문' 하나,'문' 하나",
        "\"문 '하나'\",문 '하나'",
        "\",\"",
        "'',<nothing>",
        "\"문',\"문'"
      })
  void quotes_around_a_value_are_not_its_text(String written, String title) throws IOException {
    tree.plant("wildcard/ko.md", "title: 문 `0.0.0.0`", "title: " + written);
    assertEquals(title.replace("<nothing>", ""), lesson().titleText());
  }

  @Test
  void a_sentence_to_repair_stands_in_the_text_with_what_its_words_set() throws IOException {
    tree.plant(
        "wildcard/ko.md",
        ":::notes\n",
        """
        앞글.

        :::repair{experiment=probe port=80 #mend}
        포트는 ___ 있다.
        - [free protocol=udp] 비어
        - [in-use|reserved] 차

        ---
        그렇다.
        :::

        :::notes
        """);
    Beat last = lesson().beats().get(1);
    assertEquals(new Part.Html("<p>앞글.</p>\n"), last.after().get(0));
    Repair repair = assertInstanceOf(Part.RepairPart.class, last.after().get(1)).repair();
    assertEquals("포트는 ", repair.before());
    assertEquals(" 있다.", repair.after());
    assertEquals("<p>그렇다.</p>\n", repair.truth());
    assertEquals(List.of("비어", "차"), repair.wordings().stream().map(Repair.Wording::text).toList());
    assertEquals(
        List.of(Map.of("port", "80", "protocol", "udp"), Map.of("port", "80")),
        repair.wordings().stream().map(each -> each.claim().values()).toList());
    assertEquals(
        List.of(List.of("free"), List.of("in-use", "reserved")),
        repair.wordings().stream().map(each -> each.claim().expected()).toList());
  }

  @Test
  void a_table_to_compare_stands_in_the_text_with_what_each_cell_sets() throws IOException {
    tree.plant(
        "wildcard/ko.md",
        ":::notes\n",
        """
        앞글.

        :::table{experiment=probe port=80 #compare}
        무엇이 나올까요?

        - [free] *빔*
        - [in-use] 씀

        ---

        | | [protocol=tcp] *TCP* | [protocol=udp] UDP |
        | --- | --- | --- |
        | [address=127.0.0.1] 여기 | | |
        | [address=127.0.0.2 port=81] 저기 | | |

        까닭.
        :::

        :::notes
        """);
    Beat last = lesson().beats().get(1);
    assertEquals(new Part.Html("<p>앞글.</p>\n"), last.after().get(0));
    Table table = assertInstanceOf(Part.TablePart.class, last.after().get(1)).table();
    assertEquals("<p>무엇이 나올까요?</p>\n", table.html());
    assertEquals("<p>까닭.</p>\n", table.explanation());
    assertEquals(
        List.of(new Table.Option("free", "빔"), new Table.Option("in-use", "씀")), table.options());
    assertEquals(
        List.of(new Table.Heading("<em>TCP</em>", "TCP"), new Table.Heading("UDP", "UDP")),
        table.columns());
    assertEquals(
        List.of(new Table.Heading("여기", "여기"), new Table.Heading("저기", "저기")), table.rows());
    assertEquals(
        List.of(
            Map.of("port", "80", "protocol", "tcp", "address", "127.0.0.1"),
            Map.of("port", "80", "protocol", "udp", "address", "127.0.0.1"),
            Map.of("port", "81", "protocol", "tcp", "address", "127.0.0.2"),
            Map.of("port", "81", "protocol", "udp", "address", "127.0.0.2")),
        table.cells().stream().flatMap(List::stream).map(Table.Cell::values).toList());
  }
}
