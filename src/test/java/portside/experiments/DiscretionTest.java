package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DiscretionTest {
  private static final String HOME = System.getProperty("user.home");
  private static final String TEMP = System.getProperty("java.io.tmpdir");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:5000/hello/Ada",
        "GET /tmp HTTP/1.1 from http://localhost:8080/root/app",
        "127.0.0.1 - - \"GET / HTTP/1.1\" 200 -",
        "a / b",
        "return \"/nothing\"",
        "nothing"
      })
  void a_lessons_own_words_stay_as_they_are(String text) {
    assertEquals(text, Discretion.of(text));
  }

  @Test
  void of_a_file_only_its_name_is_left() {
    assertEquals("~ is …, a file …/app.py:3", text("~ is HOME, a file HOME/course/app.py:3"));
    assertEquals("(…/hello.class)", text("(TEMP/portside-12/a/hello.class)"));
    assertEquals("'…/x' \"…/y\"", text("'" + System.getProperty("user.dir") + "/x' \"HOME/y\""));
    assertEquals("file://…/app.py", text("file://HOME/app.py"));
  }

  private static String text(String text) {
    return Discretion.of(text.replace("HOME", HOME).replace("TEMP", TEMP));
  }

  @Test
  void a_traceback_names_no_folder_and_a_console_neither_a_pin_nor_a_process() {
    assertEquals(
        "  File \"…/share.py\", line 5, in <module>",
        Discretion.of("  File \"/srv/of somebody/share.py\", line 5, in <module>"));
    assertEquals(
        "  File \"…/share.py\", line 5",
        Discretion.of("  File \"C:\\Users\\kim\\share.py\", line 5"));
    assertEquals("Goodbye! (PID •••)", Discretion.of("Goodbye! (PID 21654)"));
    assertEquals(" * Debugger PIN: •••", Discretion.of(" * Debugger PIN: 123-456-789"));
  }

  @Test
  void a_name_that_only_begins_like_a_folder_is_another_name() {
    assertEquals(HOME + "less", Discretion.of(HOME + "less"));
    assertEquals(TEMP + ".bak", Discretion.of(TEMP + ".bak"));
  }

  @Test
  void what_is_long_does_not_take_long() {
    String text = "/".repeat(100_000);
    assertSame(text, Discretion.of(text));
  }
}
