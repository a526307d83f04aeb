package portside.lesson.reading;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake planted in a course without mistakes gives its very message. */
class CheckTest {
  private Tree tree;

  @BeforeEach
  void plantTree(@TempDir Path folder) throws IOException {
    tree = new Tree(folder);
  }

  @Test
  void a_course_without_mistakes_has_no_problems() {
    assertEquals(List.of(), tree.problems());
  }

  private static String repair(String sentence, String words, String truth) {
    return ":::repair{experiment=probe #r}\n"
        + sentence
        + "\n"
        + words
        + "\n\n---\n"
        + truth
        + "\n:::";
  }

  private static String table(String options, String head, String row) {
    return ":::table{experiment=probe port=81 #t}\n견주기.\n\n"
        + options
        + "\n\n---\n\n"
        + head
        + "\n| --- | --- |\n"
        + row
        + "\n:::";
  }

  private static final String WORDS = "- [free] 빔\n- [in-use] 씀";

  @Test
  void a_table_to_compare_without_mistakes_has_no_problems() throws IOException {
    tree.plantInBoth(
        ":::notes\n쪽지.\n:::",
        table(WORDS, "| | [protocol=udp] UDP |", "| [address=127.0.0.1] 여기 | |"));
    assertEquals(List.of(), tree.problems());
  }

  /** What stands there, what is planted instead, and the message without file. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        // front matter
        m(
            "minutes: 10",
            "minutes: soon",
            "4: minutes is no number of minutes: soon; write how long the lesson takes, such as minutes: 15"),
        m(
            "minutes: 10\n",
            "",
            "1: the lesson has no minutes; write how long the lesson takes, such as minutes: 15"),
        m("title: 문 `0.0.0.0`\n", "", "1: the lesson has no title; write title: and a title"),
        m(
            "goals:\n  - 첫째\n",
            "",
            "1: the lesson has no goals; list under goals: what a reader can do afterwards, as lines that begin with \"  - \""),
        m(
            "  - 첫째\n",
            "",
            "5: the lesson has no goals; list under goals: what a reader can do afterwards, as lines that begin with \"  - \""),
        m("minutes: 10", "minuts: 10\nminutes: 10", "4: unknown key minuts; did you mean minutes?"),
        m(
            "minutes: 10",
            "minutes: 10\nstatus: draft",
            "5: unknown status draft; write planned, or leave the key out"),
        m(
            "minutes: 10",
            "minutes: 10\nkind: page",
            "5: unknown kind page; write guide, or leave the key out"),
        // a sentence to repair
        m(
            ":::notes\n쪽지.\n:::",
            repair("문장.", "- [free] 가\n- [in-use port=81] 나", "참."),
            "35: the sentence has 0 gaps; write ___ once, where the words of the list are to stand"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "- [free] 가", "참."),
            "35: there is nothing to choose from; list two wordings at least: - [outcome parameter=value] words"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "- [free] 가\n- [fre port=81] 나", "참."),
            "38: unknown outcome fre of probe; did you mean free?"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "- [free] 가\n- 나", "참."),
            "35: there is nothing to choose from; list two wordings at least: - [outcome parameter=value] words\n38: the wording is not one line of text; write - [outcome parameter=value] words"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ ___ 장.", "- [free] 가\n- [in-use] 나", "참."),
            "35: the sentence has 2 gaps; write ___ once, where the words of the list are to stand"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "- [free] 가\n- [in-use] 나", ""),
            "35: the true sentence is missing; write it after ---"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "", "참."),
            "35: there is nothing to choose from; list two wordings at least: - [outcome parameter=value] words"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "- [free] 가\n- [in-use port] 나", "참."),
            "38: port is empty; allowed: 0–65535"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "- [free] 가\n- [in-use address=127.0.0.1=x] 나", "참."),
            "38: address is no address: 127.0.0.1=x; allowed: 127.0.0.1, 192.168.0.10, ::1 …"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "- [free] 가\n- [in-use]", "참."),
            "38: the wording has no words; write what stands in the gap"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "- [free] 가\n- [in-use] 나\n- [reserved] 다\n\n  라", "참."),
            "39: the wording is not one line of text; write - [outcome parameter=value] words"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "- [free] 가\n- [in-use] 나", "참.").replace(" #r", ""),
            "35: the sentence has no id; add one, the same in every language: {#a-short-name}"),
        m(
            ":::notes\n쪽지.\n:::",
            repair("문 ___ 장.", "- [free] 가\n- [in-use] 나", "참.").replace("experiment=probe ", ""),
            "35: the sentence names no experiment; write which one tests it: experiment=probe"),
        // a table to compare
        m(
            ":::notes\n쪽지.\n:::",
            table("- [free] 빔", "| | [protocol=udp] UDP |", "| [port=82] 82 | |"),
            "35: there is nothing to fill in; list two outcomes at least above ---: - [outcome] and a word or two\n38: a prediction needs two options at least; add one, or remove the list"),
        m(
            ":::notes\n쪽지.\n:::",
            table(WORDS, "| | [protocol=tpc] TCP |", "| [port=82] 82 | |"),
            "35: protocol cannot be tpc; did you mean tcp?"),
        m(
            ":::notes\n쪽지.\n:::",
            table(WORDS, "| | TCP |", "| [port=82] 82 | 빔 |"),
            "43: the heading sets no parameter; begin it with them: [bind=0.0.0.0 runtime=java] and its words\n43: the table has no columns or no rows, or too many; 1 to 12\n45: a cell of the table is filled; leave it to the reader"),
        m(
            ":::notes\n쪽지.\n:::",
            ":::table{experiment=probe #t}\n견주기.\n\n" + WORDS + "\n\n---\n표 없음.\n:::",
            "35: there is no empty table; write it after ---, each heading with its parameters: [bind=0.0.0.0] every door"),
        m(
            ":::notes\n쪽지.\n:::",
            table("", "| | [protocol=udp] UDP |", "| [port=82] 82 | |"),
            "35: there is nothing to fill in; list two outcomes at least above ---: - [outcome] and a word or two"),
        m(
            ":::notes\n쪽지.\n:::",
            table(WORDS, "| | [protocol] UDP |", "| [port=82] 82 | |"),
            "35: protocol is empty; allowed: tcp | udp"),
        m(
            ":::notes\n쪽지.\n:::",
            table(WORDS, "| | [protocol=udp] |", "| [port=82] 82 | |"),
            "43: the heading has no words; write them behind its parameters"),
        m(
            ":::notes\n쪽지.\n:::",
            table(WORDS, "| | [protocol=udp] UDP |", "| [port=82] 82 | |").replace("견주기.\n\n", ""),
            "35: the table asks nothing; write above it what is to be filled in"),
        m(
            ":::notes\n쪽지.\n:::",
            table(WORDS, "| | [protocol=udp] UDP |", "| [port=82] 82 | |").replace(" #t", ""),
            "35: the table has no id; add one, the same in every language: {#a-short-name}"),
        m(
            ":::notes\n쪽지.\n:::",
            table(WORDS, "| | [protocol=udp] UDP |", "| [port=82] 82 | |")
                .replace("experiment=probe ", ""),
            "35: the table names no experiment; write which one tests it: experiment=probe"),
        m(
            ":::notes\n쪽지.\n:::",
            table(WORDS, "| | [protocol=udp] UDP |", "| [port=82] 82 | |\n| [port=x] x | |"),
            "35: port is no number: x; allowed: 0–65535"),
        m("minutes: 10", "minutes: 10\nminutes: 11", "5: the key minutes is given twice; keep one"),
        m(
            "here: 192.168.0.10",
            "here: 192.168.0.300",
            "7: here is no address: 192.168.0.300; write one such as 192.168.0.10, or a list of them"),
        m(
            "here: 192.168.0.10",
            "here: 192.168.0.20",
            "8: the address 192.168.0.20 is given twice; it can be here or other, not both"),
        m("lede: 한 문장.", "lede: \"# no\"", "3: lede is not a line of text; begin it with a word"),
        // directives
        m(
            "::whoami{#who}",
            "::whoami{#who}\n\n::prob{#x}",
            "35: unknown directive prob; did you mean probe?"),
        m(
            "::whoami{#who}",
            "::whoami{#who}\n\n::program",
            "35: the program has no file; write ::program{file=app.py}"),
        m(
            "::whoami{#who}",
            "::whoami{#who}\n\n::program {file=app.py}",
            "35: this is no directive: ::program {file=app.py}; write ::name{key=value} on a line of its own, without a blank after the colons"),
        m(
            ":::note\n",
            "::: note\n",
            "39: this is no directive: ::: note; write ::name{key=value} on a line of its own, without a blank after the colons\n41: there is nothing that this fence could close; remove it, or give it as many colons as its opening"),
        m(
            "::program{file=app.py lines=1-2 mark=2}",
            "::program{file=app.py",
            "17: the attributes are not closed (column 22); end them with }"),
        m(
            "::program{file=app.py lines=1-2 mark=2}",
            "::program{file=ap.py}",
            "17: there is no program ap.py; put it into the lesson's folder, or correct its name"),
        m(
            "::program{file=app.py lines=1-2 mark=2}",
            "::program{file=../order.txt}",
            "17: there is no program ../order.txt; put it into the lesson's folder, or correct its name"),
        m(
            "lines=1-2",
            "lines=1-4",
            "17: lines names no lines of the program: 1-4; write a line or a range within 1-3"),
        m(
            "mark=2",
            "mark=a",
            "17: mark names no lines of the program: a; write a line or a range within 1-3"),
        m("lines=1-2", "line=1-2", "17: unknown attribute line of program; did you mean lines?"),
        m(
            "참고.\n:::\n",
            "참고.\n",
            "39: the directive note is not closed; end it with ::: on a line of its own; one that holds others has more colons than they"),
        m(
            "참고.\n:::\n",
            "참고.\n:::\n\n:::\n",
            "43: there is nothing that this fence could close; remove it, or give it as many colons as its opening"),
        m(":::note\n", ":::note{#id}\n", "39: note takes no id; remove #id"),
        m(
            "::whoami{#who}",
            "> ::whoami{#who}",
            "33: whoami stands inside of another block; move it out to the left margin"),
        m(
            "::whoami{#who}",
            "::whoami[Label]{#who}",
            "33: whoami takes no label; remove the words in brackets"),
        m(
            ":::notes\n쪽지.\n:::",
            "::notes",
            "35: notes holds text; write it with three colons, and ::: below its text"),
        m(
            ":::notes\n쪽지.\n:::",
            ":::notes\n:::",
            "35: the directive notes is empty; write its text or remove it"),
        // experiments
        m(
            "::whoami{#who}",
            "::whoami",
            "33: the experiment whoami has no id; add one, the same in every language: {#a-short-name}"),
        m(
            "::whoami{#who}",
            "::whoami{#first}",
            "33: the id first is taken by line 19; give it another one"),
        m("port=80", "prt=80", "19: unknown parameter prt; did you mean port?"),
        m(
            "port=80",
            "port=70000 address=localhost",
            "19: address is no address: localhost; did you mean 127.0.0.1?\n19: port is out of range: 70000; allowed: 0–65535"),
        m("port=80", "protocol=tpc", "19: protocol cannot be tpc; did you mean tcp?"),
        m("port=80", "port=80a", "19: port is no number: 80a; allowed: 0–65535"),
        m(
            "까닭.",
            "- [fre] 왜.\n- [other] 왜.",
            "26: unknown outcome fre of probe; did you mean free?"),
        m(
            "까닭.",
            "- [free] 왜.\n- [reserved|free] 왜.",
            "26: nothing explains the outcome in-use; add - [in-use] and why, or - [other] for whatever else comes out\n27: the outcome free is explained twice; keep one"),
        m(
            "까닭.",
            "- [other] 왜.\n- 왜.",
            "27: this explains no outcome, and others of the list do; begin it with - [outcome], or make it a paragraph"),
        m(
            "까닭.",
            "{{ site.name }}",
            "26: macros are not supported: {{ site.name }}; write out what it stands for, or put it in `code` to show it"),
        m("까닭.", "- [other]", "26: the explanation has no words; write why other"),
        m("- [free]", "- [fre]", "22: unknown outcome fre of probe; did you mean free?"),
        m("- [free]", "- [in-use]", "23: a second option for the outcome in-use; keep one"),
        m(
            "- [free] 비었다\n",
            "",
            "22: a prediction needs two options at least; add one, or remove the list"),
        m(
            "- [free] 비었다",
            "- 비었다",
            "22: the option is not one line of text; write - [outcome] and what it means"),
        m("- [free] 비었다", "- [free]", "22: the option has no words; write what free means"),
        m("무엇이 나올까요?\n", "", "19: there are options and no question; ask it above the options"),
        m(
            "쓰고 있다\n",
            "쓰고 있다\n\n또.\n",
            "25: there is text between the options and ---; move it above or below them"),
        m(
            "무엇이 나올까요?",
            "무엇이 나올까요?\n---",
            "20: a heading inside of another block; move it out; where --- was meant as a line, leave an empty line above it"),
        // claims
        m(
            "experiment=zero ",
            "",
            "29: the claim names no experiment; write which one tests it: experiment=probe"),
        m(
            "experiment=zero",
            "experiment=zeros",
            "29: unknown experiment zeros; did you mean zero?"),
        m(
            " expect=redirected|refused",
            "",
            "29: the claim expects no outcome; write the outcomes under which it holds: expect=a|b, out of no-redirect, redirected, refused, blocked"),
        m(
            "redirected|refused",
            "redirect|refused",
            "29: unknown outcome redirect of zero; did you mean redirected?"),
        m(
            "redirected|refused",
            "refused|refused",
            "29: the outcome refused stands here twice; keep one"),
        m("redirect=on", "redirect=yes", "29: redirect cannot be yes; allowed: off | on"),
        m(
            " #said}",
            "}",
            "29: the claim has no id; add one, the same in every language: {#a-short-name}"),
        m(
            "문장 하나.",
            "문장 하나.\n\n문장 둘.",
            "29: the claim is not one sentence; write one paragraph, and what explains it after ---"),
        // text
        m(
            "## 하나 {#one}",
            "# 하나 {#one}",
            "13: a heading of the first level; the title is the first: write ##"),
        m(
            "## 하나 {#one}",
            "## 하나 {#one}\n\n#### 넷",
            "15: the heading leaves out a level; write ### here"),
        m(
            "## 하나 {#one}",
            "## 하나 {#one}\n\n## 둘 {#one}",
            "15: the id one is taken by line 13; give it another one"),
        m(
            "참고.",
            "참고. <b>굵게</b>",
            "40: raw HTML: <b>; write it in Markdown, or in `code` to show it"),
        m(
            "참고.",
            "참고. **“굵게”**는",
            "40: ** shows as it is; bold cannot begin or end between a mark and a letter: leave the mark outside of it"),
        m("참고.", "```pyton\nx\n```", "40: unknown language of code pyton; did you mean python?"),
        m(
            "참고.\n:::\n",
            "참고.\n:::\n\n```python\nx\n",
            "43: the code is not closed; end it with ```"),
        m(
            "참고.",
            "![](door.svg)",
            "40: a picture without words; write ![what it shows](door.svg)\n40: there is no picture door.svg; put it into the lesson's folder and write its name"),
        m(
            "참고.",
            "참고.\n::program {file=app.py}",
            "41: this is no directive: ::program {file=app.py}; write ::name{key=value} on a line of its own, without a blank after the colons"),
        m(
            "참고.",
            "[^a]",
            "40: the footnote a is written nowhere; write [^a]: and its text on a line of its own"),
        m("[위](#one)", "[위](#on)", "15: dead link #on; did you mean one?"),
        m("[위](#one).", "[위][w].\n\n[w]: #on", "15: dead link #on; did you mean one?"),
        m(
            "참고.",
            "![문][p]\n\n[p]: door.svg",
            "40: a picture by reference; write ![what it shows](file.svg)"),
        m(
            "참고.",
            "{{ 셈 }}",
            "40: macros are not supported: {{ 셈 }}; write out what it stands for, or put it in `code` to show it"),
        m(
            "title: 문 `0.0.0.0`",
            "title:\n  - 문\n  - 창",
            "2: title has more than one value; write it in one line"),
        m("[위](#one)", "[](#one)", "15: a link without words; write [where it leads](#one)"),
        m("[둘째](ports#last)", "[둘째](port)", "15: dead link port; did you mean ports?"),
        m("[둘째](ports#last)", "[둘째](ports#lst)", "15: dead link ports#lst; did you mean last?"),
        m(
            "[둘째](ports#last)",
            "[둘째](../ports/ko.md)",
            "15: dead link ../ports/ko.md; write https://…, #id, the name of a lesson, lesson#id, or a file's name"),
        m("[둘째](ports#last)", "[둘째](port.zip)", "15: dead link port.zip; did you mean ports?"),
        m(
            "[둘째](ports#last)",
            "[둘째](ports.zip)",
            "15: dead link ports.zip; that lesson has no programs"),
        m(
            "[둘째](ports#last)",
            "[둘째](app.js)",
            "15: dead link app.js; there is no such file in the lesson's folder"));
  }

  private static Arguments m(String instead, String planted, String message) {
    return Arguments.of(instead, planted, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_in_a_text_is_named(String instead, String planted, String message)
      throws IOException {
    tree.plantInBoth(instead, planted);
    List<String> korean =
        tree.problems().stream()
            .filter(line -> line.startsWith("content/wildcard/ko.md:"))
            .map(line -> line.substring("content/wildcard/ko.md:".length()))
            .toList();
    assertEquals(message, String.join("\n", korean));
    assertEquals(2 * korean.size(), tree.problems().size(), "nothing but the mistake, twice");
  }

  private void expect(String... problems) {
    assertEquals(List.of(problems), tree.problems());
  }

  @Test
  void all_problems_are_found_at_once_in_the_order_of_files_and_lines() throws IOException {
    tree.plant("wildcard/en.md", "minutes: 10", "minutes: x")
        .plant("wildcard/ko.md", "port=80", "prot=80")
        .plant("wildcard/ko.md", "minutes: 10", "minutes: y")
        .write("order.txt", "wildcard\nports\nlopback\n");
    assertEquals(
        List.of(
            "order.txt:3",
            "wildcard/en.md:4",
            "wildcard/en.md:19",
            "wildcard/ko.md:4",
            "wildcard/ko.md:19"),
        tree.problems().stream()
            .map(line -> line.replaceAll("^content/([^:]*:[0-9]+): .*", "$1"))
            .toList());
  }

  @Test
  void order_names_a_folder_that_is_missing() throws IOException {
    tree.write("order.txt", "wildcard\nport\nports\n");
    expect("content/order.txt:2: there is no folder port; did you mean ports? or remove the line");
  }

  @Test
  void order_names_a_lesson_twice() throws IOException {
    tree.write("order.txt", "wildcard\nports\n\nports\n");
    expect("content/order.txt:4: the lesson ports stands here twice; keep one line");
  }

  @Test
  void a_folder_is_not_in_the_order() throws IOException {
    tree.write("order.txt", "ports\n");
    expect(
        "content/order.txt:1: the folder wildcard is not in the order; add a line with its name");
  }

  @Test
  void there_is_no_order() throws IOException {
    tree.delete("order.txt");
    expect("content/order.txt:1: the file cannot be read; it must be there, and readable");
  }

  @Test
  void a_folder_cannot_stand_in_a_url() throws IOException {
    tree.write("My Lesson/ko.md", "x");
    expect(
        "content/My Lesson:1: the folder's name cannot stand in a URL;"
            + " use small letters, digits and hyphens, a letter first");
  }

  @Test
  void a_translation_is_missing() throws IOException {
    tree.delete("ports/en.md");
    expect("content/ports/en.md:1: the lesson has no text in en; add the file");
  }

  @Test
  void the_original_is_missing() throws IOException {
    tree.delete("ports/ko.md");
    expect("content/ports/ko.md:1: the lesson has no text in ko; add the file");
  }

  @Test
  void a_file_is_named_like_no_language() throws IOException {
    tree.write("ports/korean.md", "x");
    expect(
        "content/ports/korean.md:1: the file's name is no language;"
            + " name it by two letters, such as en.md");
  }

  @Test
  void an_id_differs_between_languages() throws IOException {
    tree.plant("wildcard/en.md", "#said", "#sayd");
    expect(
        "content/wildcard/en.md:1: the id said of content/wildcard/ko.md is missing; translate it too",
        "content/wildcard/en.md:29: the id sayd is not in content/wildcard/ko.md; did you mean said?");
  }

  @Test
  void the_order_of_cards_differs_between_languages() throws IOException {
    tree.plant("wildcard/en.md", "::whoami{#who}\n", "")
        .plant("wildcard/en.md", ":::probe", "::whoami{#who}\n\n:::probe");
    expect(
        "content/wildcard/en.md:19: who comes here, where content/wildcard/ko.md has first;"
            + " keep the order");
  }

  @Test
  void what_a_card_does_differs_between_languages() throws IOException {
    tree.plant("wildcard/en.md", "port=80", "port=81")
        .plant("wildcard/en.md", "[in-use]", "[reserved]")
        .plant("wildcard/en.md", "redirected|refused", "redirected");
    expect(
        "content/wildcard/en.md:19: first offers free|reserved, and in content/wildcard/ko.md"
            + " free|in-use; make them the same",
        "content/wildcard/en.md:19: first sets port=81, and in content/wildcard/ko.md port=80;"
            + " make them the same",
        "content/wildcard/en.md:29: said expects redirected, and in content/wildcard/ko.md"
            + " redirected|refused; make them the same");
  }

  /** What the first of two texts in Korean says is taken in English by another one. */
  private void expectOtherwise(String korean, String english, String... differences)
      throws IOException {
    tree.plant("wildcard/ko.md", ":::notes\n쪽지.\n:::", korean)
        .plant("wildcard/en.md", ":::notes\n쪽지.\n:::", english);
    expect(
        List.of(differences).stream()
            .map(each -> "content/wildcard/en.md:35: " + each + "; make them the same")
            .toArray(String[]::new));
  }

  @Test
  void what_a_card_runs_differs_between_languages() throws IOException {
    expectOtherwise(
        "::zero{#z}",
        "::probe{port=81 #z}",
        "z runs probe, and in content/wildcard/ko.md zero",
        "z sets port=81, and in content/wildcard/ko.md nothing");
  }

  @Test
  void a_card_sets_the_same_in_whatever_order_it_is_written() throws IOException {
    expectOtherwise("::probe{port=81 protocol=udp #z}", "::probe{protocol=udp port=81 #z}");
  }

  @Test
  void what_a_card_explains_differs_between_languages() throws IOException {
    String card = ":::probe{port=81 #p}\n무엇?\n\n" + WORDS + "\n\n---\n";
    expectOtherwise(
        card + "- [free] 가\n- [in-use|reserved] 나\n:::",
        card + "- [free|reserved] 가\n- [in-use] 나\n:::",
        "p explains free|reserved in-use, and in content/wildcard/ko.md free in-use|reserved");
  }

  @Test
  void what_a_claim_is_about_differs_between_languages() throws IOException {
    expectOtherwise(
        ":::claim{experiment=zero expect=refused #c}\n문장.\n:::",
        ":::claim{experiment=probe port=81 expect=free #c}\n문장.\n:::",
        "c expects free, and in content/wildcard/ko.md refused",
        "c runs probe, and in content/wildcard/ko.md zero",
        "c sets port=81, and in content/wildcard/ko.md nothing");
  }

  @Test
  void the_words_that_mend_a_sentence_differ_between_languages() throws IOException {
    expectOtherwise(
        repair("문 ___ 장.", "- [free] 가\n- [in-use port=81 protocol=udp] 나", "참."),
        repair("문 ___ 장.", "- [free] 가\n- [in-use|reserved protocol=udp port=82] 나", "참."),
        "r lets choose free for , in-use|reserved for port=82 protocol=udp,"
            + " and in content/wildcard/ko.md free for , in-use for port=81 protocol=udp");
  }

  @Test
  void what_a_sentence_to_mend_is_about_differs_between_languages() throws IOException {
    String korean = repair("문 ___ 장.", "- [refused] 가\n- [blocked] 나", "참.");
    String english = repair("문 ___ 장.", "- [free] 가\n- [in-use] 나", "참.");
    expectOtherwise(
        korean.replace("probe", "zero"),
        english,
        "r lets choose free for , in-use for , and in content/wildcard/ko.md refused for ,"
            + " blocked for ",
        "r runs probe, and in content/wildcard/ko.md zero");
  }

  @Test
  void what_a_table_compares_differs_between_languages() throws IOException {
    expectOtherwise(
        table(WORDS, "| | [protocol=udp] UDP |", "| [address=127.0.0.1] 여기 | |"),
        table(
            "- [free] 빔\n- [reserved] 둠",
            "| | [protocol=tcp] TCP |",
            "| [address=127.0.0.2] 여기 | |"),
        "t compares address=127.0.0.2 port=81 protocol=tcp, and in content/wildcard/ko.md"
            + " address=127.0.0.1 port=81 protocol=udp",
        "t offers free, reserved, and in content/wildcard/ko.md free, in-use");
  }

  @Test
  void what_a_table_is_about_differs_between_languages() throws IOException {
    String zero =
        ":::table{experiment=zero #t}\n견주기.\n\n- [refused] 가\n- [blocked] 나\n\n---\n\n"
            + "| | [redirect=on] 켬 |\n| --- | --- |\n| [from=curl] 여기 | |\n:::";
    expectOtherwise(
        zero,
        table(WORDS, "| | [protocol=udp] UDP |", "| [address=127.0.0.1] 여기 | |"),
        "t compares address=127.0.0.1 port=81 protocol=udp, and in content/wildcard/ko.md"
            + " from=curl redirect=on",
        "t offers free, in-use, and in content/wildcard/ko.md refused, blocked",
        "t runs probe, and in content/wildcard/ko.md zero");
  }

  @Test
  void what_is_planned_differs_between_languages() throws IOException {
    tree.plant("wildcard/en.md", "minutes: 10", "minutes: 10\nstatus: planned");
    expect(
        "content/wildcard/en.md:1: the status is not that of content/wildcard/ko.md;"
            + " write status: planned in both");
  }

  @Test
  void a_guide_stands_before_a_lesson() throws IOException {
    tree.write("order.txt", "ports\nwildcard\n")
        .plant("ports/ko.md", "status: planned", "status: planned\nkind: guide")
        .plant("ports/en.md", "status: planned", "status: planned\nkind: guide");
    expect(
        "content/ports/en.md:1: a guide stands before a lesson;"
            + " move its line to the end of order.txt",
        "content/ports/ko.md:1: a guide stands before a lesson;"
            + " move its line to the end of order.txt");
  }

  @Test
  void a_file_is_larger_than_any_lesson() throws IOException {
    tree.write("ports/en.md", "x".repeat(2_000_001));
    expect("content/ports/en.md:1: the file is too large; keep it below 400,000 characters");
  }

  @Test
  void a_file_is_not_in_utf_8() throws IOException {
    Files.write(tree.root().resolve("ports/en.md"), new byte[] {(byte) 0xb0, (byte) 0xa1});
    expect("content/ports/en.md:1: the file is not in UTF-8; save it in UTF-8");
  }

  @Test
  void a_text_is_too_long_or_too_deep() throws IOException {
    tree.write("ports/en.md", "x\n".repeat(300_000)).write("ports/ko.md", "x\n" + "> ".repeat(300));
    expect(
        "content/ports/en.md:1: the text has more than 400000 characters; divide the lesson",
        "content/ports/ko.md:2: quotes or lists are nested too deep; write it flat");
  }

  @Test
  void windows_line_ends_and_a_byte_order_mark_are_fine() throws IOException {
    for (String file : List.of("wildcard/ko.md", "wildcard/en.md", "wildcard/app.py")) {
      String text = Files.readString(tree.root().resolve(file));
      tree.write(file, "\uFEFF" + text.replace("\n", "\r\n"));
    }
    tree.write("order.txt", "wildcard\r\nports\r\n");
    expect();
  }

  /** So many columns or rows, each of which sets a port of its own. */
  private static String sides(int many, String between) {
    return IntStream.range(100, 100 + many)
        .mapToObj(port -> "[port=" + port + "] " + port)
        .collect(joining(between));
  }

  private static String wide(int columns) {
    return table(WORDS, "| | " + sides(columns, " | ") + " |", "| [protocol=udp] UDP |")
        .replace("| --- | --- |", "| --- " + "| --- ".repeat(columns) + "|")
        .replace(" port=81", "");
  }

  private static String high(int rows) {
    return table(WORDS, "| | [protocol=udp] UDP |", "| " + sides(rows, " | |\n| ") + " | |")
        .replace(" port=81", "");
  }

  @Test
  void a_table_has_twelve_columns_and_twelve_rows_at_most(@TempDir Path other) throws IOException {
    for (IntFunction<String> grown :
        List.<IntFunction<String>>of(CheckTest::wide, CheckTest::high)) {
      tree = new Tree(other);
      tree.plantInBoth(":::notes\n쪽지.\n:::", grown.apply(12));
      expect();
      tree = new Tree(other);
      tree.plantInBoth(":::notes\n쪽지.\n:::", grown.apply(13));
      expect(
          "content/wildcard/en.md:43: the table has no columns or no rows, or too many; 1 to 12",
          "content/wildcard/ko.md:43: the table has no columns or no rows, or too many; 1 to 12");
    }
  }
}
