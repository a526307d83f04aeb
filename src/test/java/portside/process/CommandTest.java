package portside.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CommandTest {

  @Test
  void a_plain_command_is_shown_as_it_is() {
    Command command =
        Command.of("python3", "-m", "flask").and("run", "--port=8080").with("FLASK_DEBUG", "1");
    assertEquals("FLASK_DEBUG=1 python3 -m flask run --port=8080", command.shown(false));
    assertEquals("set \"FLASK_DEBUG=1\" && python3 -m flask run --port=8080", command.shown(true));
  }

  @Test
  void windows_paths_and_quotation_marks_are_quoted_for_windows() {
    Command command = Command.of("C:\\Program Files\\py.exe", "say \"hi\"", "C:\\a b\\", "C:\\ab");
    assertEquals(
        "\"C:\\Program Files\\py.exe\" \"say \\\"hi\\\"\" \"C:\\a b\\\\\" C:\\ab",
        command.shown(true));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void what_is_shown_means_the_same_to_a_shell() throws Exception {
    List<String> odd =
        List.of("", " ", "it's", "$HOME", "*", "~", "a\nb", "\\", "\"", "!x", "#", "=ls", "포트");
    Command printf = Command.of("printf", "[%s]").and(odd.toArray(String[]::new)).with("A", "b c");
    Process shell = new ProcessBuilder("sh").start();
    try (Writer in = shell.outputWriter(StandardCharsets.UTF_8)) {
      in.write(printf.shown(false));
    }
    assertEquals(
        odd.stream().map(argument -> "[" + argument + "]").collect(Collectors.joining()),
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(0, shell.waitFor());
  }

  @Test
  void a_program_whose_name_looks_like_a_variable_is_quoted() {
    assertEquals("'a=b' c=d", Command.of("a=b", "c=d").shown(false));
  }

  @Test
  void a_command_without_a_program_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Command.of());
    assertThrows(IllegalArgumentException.class, () -> Command.of("", "x"));
  }
}
