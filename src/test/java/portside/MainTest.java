package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import portside.cli.Terminal;

/** The command line, as far as it answers by itself. Whoever asks wrongly gets a sentence and 2. */
final class MainTest {
  private static final Terminal ENGLISH = new Terminal("en", StandardCharsets.UTF_8, 80, false);

  private record Said(int code, String out, String err) {}

  private static Said say(String... arguments) {
    return in(ENGLISH, arguments);
  }

  private static Said in(Terminal terminal, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(terminal);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  private static void assertTurnedAway(String sentence, String... arguments) {
    Said said = say(arguments);
    assertEquals(2, said.code(), String.join(" ", arguments));
    assertEquals("", said.out());
    assertTrue(said.err().contains(sentence), said.err());
    assertFalse(said.err().contains("Exception"), said.err());
    assertTrue(said.err().contains("--help"), "it should say how to go on: " + said.err());
  }

  @Test
  void help_names_every_option_and_command_and_ends_well() {
    Said said = say("--help");
    assertEquals(0, said.code());
    for (String word :
        List.of(
            "--port",
            "--host",
            "--lan",
            "--lang",
            "--key",
            "--key-file",
            "--content",
            "--no-open",
            "check")) {
      assertTrue(said.out().contains(word), word + " is missing in\n" + said.out());
    }
    assertTrue(said.out().contains("mvn -Dportside.args="), said.out());
    assertEquals("", said.err());
    assertEquals(0, say("serve", "--help").code());
    assertEquals(0, say("check", "--help").code());
    assertEquals(0, say("-h").code());
  }

  /** Every command and option is explained in both languages, and no line is too wide. */
  @ParameterizedTest
  @CsvSource({"ko, 40", "ko, 120", "en, 40", "en, 120"})
  void help_speaks_the_language_of_the_terminal_in_its_width(String lang, int width) {
    Terminal terminal = new Terminal(lang, StandardCharsets.UTF_8, width, false);
    for (String command : List.of("", "serve", "check", "run", "list", "doctor")) {
      Said said = command.isEmpty() ? in(terminal, "--help") : in(terminal, command, "--help");
      assertEquals(0, said.code(), said.err());
      assertEquals(
          lang.equals("ko"), said.out().codePoints().anyMatch(c -> c >= 0xac00), said.out());
      assertFalse(said.out().contains("{"), said.out());
      for (String line : said.out().lines().toList()) {
        int columns = line.codePoints().map(c -> c >= 0x1100 && c > 0x2fff ? 2 : 1).sum();
        assertTrue(columns <= width, width + ": " + line);
      }
    }
  }

  @Test
  void what_was_typed_wrongly_is_said_in_korean_in_a_korean_terminal() {
    Terminal korean = new Terminal("ko", StandardCharsets.UTF_8, 80, false);
    for (String typed : List.of("--prot=1", "serv", "--port=http", "--port", "run")) {
      Said said = in(korean, typed);
      assertEquals(2, said.code(), typed);
      for (String line : said.err().lines().toList()) {
        assertTrue(line.codePoints().anyMatch(c -> c >= 0xac00), typed + " > " + line);
      }
    }
    assertTrue(in(korean, "--prot=1").err().contains("혹시 --port"), in(korean, "--prot=1").err());
    Said checked = in(korean, "check", "no-such-folder", "--lang", "ko");
    assertTrue(checked.out().contains("개 있습니다"), checked.out());
  }

  @Test
  void version_tells_portsides_and_javas() {
    Said said = say("--version");
    assertEquals(0, said.code());
    assertTrue(said.out().matches("(?s)Portside \\d+\\.\\d+\\.\\d+\\s+Java .*"), said.out());
  }

  @Test
  void an_unknown_option_or_command_is_named() {
    assertTurnedAway("--prot", "--prot", "80");
    assertTurnedAway("serv", "serv");
    assertTurnedAway("--port", "--port", "http");
    assertTurnedAway("--port", "--port");
  }

  @Test
  void a_port_is_a_number_from_0_to_65535() {
    assertTurnedAway("--port takes a number from 0 to 65535, not 65536.", "--port", "65536");
    assertTurnedAway("--port takes a number from 0 to 65535, not -1.", "--port=-1");
  }

  @Test
  void a_host_must_be_an_address_of_this_computer() {
    String sentence = "is not an address of this computer. It has 127.0.0.1";
    assertTurnedAway(sentence, "--host", "192.0.2.1");
    assertTurnedAway(sentence, "--host", "example.com");
    assertTurnedAway(sentence, "--host", "127.1");
    assertTurnedAway(sentence, "serve", "--host", "2001:db8::1");
  }

  @Test
  void lan_and_host_contradict_each_other() {
    assertTurnedAway("choose one of them", "--lan", "--host", "127.0.0.1");
  }

  @Test
  void a_key_that_can_be_guessed_is_turned_away() {
    assertTurnedAway("--key is too short", "--key", "1234567");
    assertTurnedAway("--key is too short", "--key", "");
  }

  @Test
  void a_file_with_the_key_is_the_owners_alone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("key");
    String path = file.toString();
    assertTurnedAway("is no file", "--key-file", path);
    Files.writeString(file, "a-key-for-the-tests\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertTurnedAway("chmod 600 " + path, "--key-file", path);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertTurnedAway("choose one of them", "--key-file", path, "--key", "a-key-for-the-tests");
    // Past the key, to the next thing that is wrong.
    assertTurnedAway("--lang", "--key-file", path, "--lang", "fr", "--port", "0", "--no-open");
    Files.writeString(file, "short\n");
    assertTurnedAway("holds no key", "--key-file", path);
  }

  @Test
  void a_language_that_the_course_does_not_have_is_turned_away() {
    assertTurnedAway("--lang", "--lang", "fr", "--port", "0", "--no-open");
  }

  @Test
  void a_python_that_is_not_there_is_named() {
    assertTurnedAway("--python no-such-python is no program", "--python", "no-such-python");
  }

  @Test
  void a_folder_without_a_course_is_turned_away(@TempDir Path empty) {
    assertTurnedAway("has no order.txt", "--port", "0", "--no-open", "--content", "" + empty);
  }

  @Test
  void every_sentence_that_turns_away_is_short_enough_to_be_read() {
    Said said = say("--port", "65536");
    assertTrue(
        said.err().lines().count() <= 4, "the whole help hides the sentence:\n" + said.err());
  }
}
