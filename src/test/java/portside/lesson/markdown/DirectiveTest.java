package portside.lesson.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.util.ast.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectiveTest {
  private static <N extends Node> List<N> all(String text, Class<N> type) {
    return Markdown.nodes(Markdown.parse(text)).orElseThrow().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static Directive only(String text) {
    List<Directive> found = all(text, Directive.class);
    assertEquals(1, found.size(), () -> "directives in " + text);
    return found.get(0);
  }

  @Test
  void a_leaf_has_a_name_a_label_attributes_and_an_id() {
    Directive leaf = only("::probe[A door]{port=80 words=\"two words\" empty=\"\" #my-door}");
    assertFalse(leaf.isContainer());
    assertEquals("probe", leaf.name());
    assertEquals("A door", leaf.line().label());
    assertEquals("my-door", leaf.id());
    assertEquals(Map.of("port", "80", "words", "two words", "empty", ""), leaf.line().attributes());
    assertNull(leaf.line().fault());
  }

  @Test
  void a_container_holds_blocks_until_its_fence() {
    Directive container = only(":::note\nOne.\n\n- two\n:::\nAfter.\n");
    assertTrue(container.isClosed());
    assertEquals(2, count(container));
    assertEquals(
        List.of(),
        all(":::note\nOne.\n:::\n", Fence.class).stream().filter(Fence::isStray).toList());
  }

  private static int count(Node node) {
    int count = 0;
    for (Node ignored : node.getChildren()) {
      count++;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::1",
        "::",
        ": :",
        ":note",
        "::ffff:127.0.0.1",
        "::1-is-no-name",
        "::name and text",
        "::-name",
        ":::name and text",
        "    ::note",
        "127.0.0.1:5000",
        "a ::note in a line"
      })
  void text_with_colons_stays_text(String text) {
    assertEquals(List.of(), all(text, Directive.class));
    assertEquals(List.of(), all(text, Fence.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":::note\r\nText.\r\n:::\r\n",
        "   :::note\n   Text.\n   :::\n",
        ":::note   \nText.\n:::::\t\n",
        "Text before.\n:::note\nText.\n:::",
        ":::note\n- item\n:::\n",
        ":::note\n> quote\n:::\n",
        ":::note\n```\n:::\n```\n:::\n",
        ":::note\n- ```\n  :::\n  ```\n:::\n",
        ":::note\n- ```\n  code\n:::\n"
      })
  void a_container_is_closed_by_its_own_fence(String text) {
    assertTrue(only(text).isClosed(), text);
    assertTrue(all(text, Fence.class).stream().noneMatch(Fence::isStray), text);
  }

  @Test
  void a_directive_inside_of_code_is_code() {
    String text = "```text\n:::note\n::probe\n:::\n```\n";
    assertEquals(List.of(), all(text, Directive.class));
    assertEquals(1, all(text, FencedCodeBlock.class).size());
  }

  @Test
  void a_fence_inside_of_code_inside_of_a_container_is_code() {
    Directive note = only(":::note\n```\n:::\n```\nAfter.\n:::\n");
    assertEquals(2, count(note));
    assertTrue(note.getFirstChild() instanceof FencedCodeBlock);
    Directive list = only(":::note\n- ```\n  :::\n  ```\n\nAfter.\n:::\n");
    assertEquals(2, count(list));
  }

  @Test
  void more_colons_outside_nest() {
    List<Directive> nested =
        all("::::warning\n:::note\nInner.\n:::\nOuter.\n::::\nText.\n", Directive.class);
    assertEquals(List.of("warning", "note"), nested.stream().map(Directive::name).toList());
    assertTrue(nested.stream().allMatch(Directive::isClosed));
    assertEquals(nested.get(0), nested.get(1).getParent());
    assertEquals(
        2, all("::::warning\n:::note\nInner.\n:::\nOuter.\n::::\n", Paragraph.class).size());
  }

  @Test
  void a_container_without_fence_is_not_closed() {
    assertFalse(only(":::note\nText.\n").isClosed());
    List<Directive> nested = all(":::warning\n:::note\nInner.\n:::\n", Directive.class);
    assertEquals(List.of(true, false), nested.stream().map(Directive::isClosed).toList());
  }

  @Test
  void a_fence_without_container_is_stray() {
    assertTrue(all("Text.\n\n:::\n", Fence.class).get(0).isStray());
    assertTrue(all("::::note\nText.\n:::\n::::\n", Fence.class).get(0).isStray());
    assertFalse(all("::::note\nText.\n:::\n::::\n", Fence.class).get(1).isStray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{b=c",
        "a{b}",
        "a{b=}",
        "a{=c}",
        "a{b=\"c}",
        "a{b=\"c\"d=e}",
        "a{b=c\"d\"}",
        "a{b=1 b=2}",
        "a{#1}",
        "a{#}",
        "a{#b #c}",
        "a[b",
        "a{} b",
        "a{b=c}}"
      })
  void a_broken_line_says_where(String line) {
    DirectiveLine.Fault fault = DirectiveLine.parse(line).orElseThrow().fault();
    assertNotNull(fault, line);
    assertTrue(fault.at() > 0 && fault.at() <= line.length(), line + " at " + fault.at());
  }

  @Test
  void too_deep_is_said_and_not_followed() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append(":::note\n");
    }
    List<Directive> all = all(text.toString(), Directive.class);
    assertEquals(5_000, all.size());
    assertEquals(DirectiveBlocks.DEEPEST, all.stream().filter(d -> !d.isTooDeep()).count());
  }

  @Property(tries = 2_000)
  void hostile_text_never_throws(@ForAll("hostile") String text) {
    HtmlText html = new HtmlText(new Bare());
    boolean refused = Markdown.tooMuch(text).isPresent();
    Statistics.label("refused")
        .collect(refused)
        .coverage(most -> most.check(false).percentage(read -> read > 50));
    if (refused) {
      assertThrows(IllegalArgumentException.class, () -> Markdown.parse(text));
      return;
    }
    Node document = Markdown.parse(text);
    boolean shallow = Markdown.nodes(document).isPresent();
    Statistics.label("written")
        .collect(shallow)
        .coverage(most -> most.check(true).percentage(written -> written > 50));
    if (shallow) {
      html.block(document);
    }
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(
            ":::",
            "::",
            ":",
            "note",
            "probe",
            "{",
            "}",
            "[",
            "]",
            "#",
            "=",
            "\"",
            "a",
            " ",
            "\n",
            "\r\n",
            "\t",
            "    ",
            "```",
            "---",
            "- ",
            "> ",
            "|",
            "<b>",
            "<!--",
            "&amp;",
            "`",
            "**",
            "\0",
            "\uD800",
            "가",
            "::1",
            "![",
            "](",
            ")",
            "1. ",
            "\\",
            "::::note\n",
            ":::\n")
        .list()
        .ofMaxSize(60)
        .map(words -> String.join("", words));
  }

  /** Linear: what takes the parser of CommonMark quadratic time is refused before. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "![",
        "*a ",
        "_a ",
        "`",
        "> ",
        "- ",
        "1. ",
        "    ",
        "<a ",
        "<!--",
        "|",
        "a|b\n-|-\n",
        "[a]: b\n"
      })
  void what_would_take_quadratic_time_is_refused(String piece) {
    assertTrue(Markdown.tooMuch(longest(piece)).isPresent());
    assertTrue(Markdown.tooMuch(tenMegabytes(piece)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        "::",
        ":::\n",
        ":::a\n",
        "::a{",
        "::a{b=c\n",
        "](",
        "\\",
        "&",
        "a\n",
        "# ",
        "- a\n  "
      })
  void the_longest_text_is_read_and_a_longer_one_refused(String piece) {
    assertEquals(Optional.empty(), Markdown.tooMuch(longest(piece)));
    Node document = Markdown.parse(longest(piece));
    assertFalse(Markdown.nodes(document).orElseThrow().isEmpty(), "nothing is left of it");
    assertNotNull(new HtmlText(new Bare()).block(document));
    assertTrue(Markdown.tooMuch(tenMegabytes(piece)).isPresent());
  }

  private static String longest(String piece) {
    return piece.repeat(390_000 / piece.length());
  }

  private static String tenMegabytes(String piece) {
    return piece.repeat(10_000_000 / piece.length());
  }
}
