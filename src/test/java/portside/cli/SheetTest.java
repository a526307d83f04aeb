package portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a terminal says of itself, and how text is laid out for it. */
final class SheetTest {
  private static String printed(Terminal terminal, Map.Entry<String, String> row) {
    StringWriter text = new StringWriter();
    Sheet sheet = new Sheet(new PrintWriter(text), terminal);
    sheet.text(row.getKey(), 0, Sheet.Ink.GOOD);
    sheet.rows(List.of(row), 2, 20);
    return text.toString();
  }

  @Test
  void a_korean_letter_takes_two_columns_and_a_mark_takes_none() {
    assertEquals(4, Sheet.width("포트"));
    assertEquals(4, Sheet.width("port"));
    assertEquals(1, Sheet.width("e\u0301"));
    assertEquals(List.of("포트", "번호"), Sheet.wrapped("포트 번호", 5));
    assertEquals(List.of("이미사", "용중"), Sheet.wrapped("이미사용중", 7));
  }

  @Test
  void no_line_is_wider_than_the_terminal_at_40_and_at_120_columns() {
    String value = "긴 문장과 a-very-long-word-that-fits-no-line-of-a-narrow-terminal-at-all 그리고 끝";
    for (int width : List.of(20, 40, 120)) {
      Terminal terminal = new Terminal("ko", StandardCharsets.UTF_8, width, false);
      printed(terminal, Map.entry("둘째 서버에 운영체제가 한 말", value))
          .lines()
          .forEach(line -> assertTrue(Sheet.width(line) <= width, width + ": " + line));
    }
  }

  @Test
  void colours_are_only_for_a_terminal_that_shows_them() {
    assertTrue(Terminal.of(Map.of("TERM", "xterm"), true, 80).colour());
    assertFalse(Terminal.of(Map.of("TERM", "xterm"), false, 80).colour());
    assertFalse(Terminal.of(Map.of("TERM", "dumb"), true, 80).colour());
    assertFalse(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, 80).colour());
    Map.Entry<String, String> row = Map.entry("a", "b");
    assertTrue(
        printed(new Terminal("en", StandardCharsets.UTF_8, 80, true), row).contains("\u001b["));
    assertFalse(
        printed(new Terminal("en", StandardCharsets.UTF_8, 80, false), row).contains("\u001b"));
  }

  @Test
  void the_language_and_the_letters_are_those_of_the_terminal() {
    assertEquals("ko", Terminal.of(Map.of("LANG", "ko_KR.UTF-8"), false, 80).lang());
    assertEquals("en", Terminal.of(Map.of("LANG", "ko_KR.UTF-8", "LC_ALL", "C"), false, 80).lang());
    assertEquals("en", Terminal.of(Map.of("LANG", "de_DE.UTF-8"), false, 80).lang());
    assertEquals(
        Charset.forName("EUC-KR"), Terminal.of(Map.of("LANG", "ko_KR.eucKR"), false, 80).charset());
    assertEquals(
        StandardCharsets.UTF_8, Terminal.of(Map.of("LC_ALL", "ko_KR.UTF-8"), false, 80).charset());
  }

  @Test
  void what_the_terminal_cannot_write_is_written_otherwise() {
    Terminal ascii = new Terminal("en", StandardCharsets.US_ASCII, 80, false);
    assertTrue(printed(ascii, Map.entry("“a” → b…", "✓")).startsWith("\"a\" -> b...\n"));
  }

  @Test
  void what_would_move_the_cursor_is_not_written() {
    Terminal terminal = new Terminal("en", StandardCharsets.UTF_8, 80, true);
    assertFalse(printed(terminal, Map.entry("a", "\u001b[2Jb\r")).contains("\u001b[2J"));
  }

  @Test
  void a_width_that_is_said_counts_within_what_can_be_read() {
    assertEquals(40, Terminal.of(Map.of("COLUMNS", "40"), true, 100).width());
    assertEquals(100, Terminal.of(Map.of("COLUMNS", "wide"), true, 100).width());
    assertEquals(20, Terminal.of(Map.of("COLUMNS", "3"), true, 100).width());
    assertEquals(120, Terminal.of(Map.of(), true, 999).width());
  }
}
