package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import portside.net.IpAddresses;
import portside.page.Json;
import portside.process.Executables;
import portside.testing.Campaign;
import portside.testing.Patience;
import portside.testing.PortsideProcess;
import portside.testing.QuietPort;
import portside.testing.SetUp;
import portside.testing.TestSite;

/** The commands of the terminal: run, list and doctor. */
final class CommandsTest {
  private record Said(int code, String out, String err) {}

  private static Said say(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void a_run_is_told_as_readable_text_in_the_language_that_is_asked_for() {
    String port = "port=" + QuietPort.next();
    Said english = say("run", "probe", port, "--lang", "en");
    assertEquals(0, english.code(), english.err());
    assertTrue(english.out().contains("Can I have this port?"), english.out());
    assertTrue(english.out().contains("\nfree\n"), english.out());
    assertFalse(english.out().contains("\u001b"), "no colours in a pipe");
    Said korean = say("run", "probe", port, "--lang", "ko");
    assertTrue(korean.out().contains("비어"), korean.out());
  }

  @Test
  void a_run_as_json_is_what_the_site_answers(TestSite site) throws Exception {
    String port = Integer.toString(QuietPort.next());
    Said said = say("run", "probe", "port=" + port, "--json");
    assertEquals(0, said.code(), said.err());
    JsonNode here = Json.read(said.out());
    JsonNode there = Json.read(site.post("/experiments/probe", "{\"port\":" + port + "}").body());
    assertEquals(names(there), names(here));
    assertEquals(there.get("parameters"), here.get("parameters"));
    assertEquals(there.get("outcome"), here.get("outcome"));
    assertEquals(names(there.get("evidence")), names(here.get("evidence")));
  }

  @Test
  void json_that_could_not_be_written_is_told_by_the_exit_code() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    String port = "port=" + QuietPort.next();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(full));
    assertEquals(3, line.execute("run", "probe", port, "--json"));
    // as text it is for people, and what came out is the exit code: run … --expect free >&-
    CommandLine text = Main.commandLine().setOut(new PrintWriter(full));
    assertEquals(0, text.execute("run", "probe", port, "--expect", "free"));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void an_expected_outcome_decides_the_exit_code() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, IpAddresses.LOOPBACK)) {
      String port = "port=" + taken.getLocalPort();
      assertEquals(0, say("run", "probe", port).code());
      assertEquals(0, say("run", "probe", port, "--expect", "in-use").code());
      assertEquals(0, say("run", "probe", port, "--expect", "free,in-use").code());
      assertEquals(1, say("run", "probe", port, "--expect", "free").code());
      assertEquals(1, say("run", "probe", port, "--expect", "free", "--json").code());
    }
  }

  @Test
  void the_caller_of_a_run_is_a_real_connection() throws Exception {
    JsonNode whoami = Json.read(say("run", "whoami", "--json").out());
    assertEquals("loopback", whoami.get("outcome").asText());
    assertEquals("127.0.0.1", whoami.get("evidence").get("remoteAddress").asText());
    assertTrue(whoami.get("evidence").get("remotePort").asInt() > 0);
  }

  @Test
  void what_is_written_wrongly_is_told_with_what_is_allowed() {
    assertWrong("Did you mean probe?", "run", "prob", "--lang", "en");
    assertWrong("혹시 probe 아닌가요", "run", "prob", "--lang", "ko");
    assertWrong("Did you mean port?", "run", "probe", "prt=80", "--lang", "en");
    assertWrong("0–65535", "run", "probe", "port=99999", "--lang", "en");
    assertWrong("is no parameter", "run", "probe", "8080", "--lang", "en");
    assertWrong("given twice", "run", "probe", "port=1", "port=2", "--lang", "en");
    assertWrong("Did you mean free?", "run", "probe", "--expect", "fre", "--lang", "en");
    assertWrong("--lang takes ko or en", "list", "--lang", "fr");
    assertWrong("--seconds takes", "run", "probe", "--seconds", "0", "--lang", "en");
  }

  private static void assertWrong(String sentence, String... arguments) {
    Said said = say(arguments);
    assertEquals(2, said.code(), said.out());
    // "hint" of an unknown parameter is part of the sentence of the page
    String err = said.err().replace("Did you mean this? ", "Did you mean ");
    assertTrue(err.contains(sentence) || err.contains(sentence.replace("?", "")), said.err());
  }

  @Test
  void the_list_names_every_experiment_and_shows_what_one_takes() throws Exception {
    Said all = say("list", "--lang", "en");
    JsonNode json = Json.read(say("list", "--json").out());
    assertTrue(json.size() > 20);
    json.forEach(each -> assertTrue(all.out().contains(each.get("name").asText()), all.out()));
    Said one = say("list", "probe", "--lang", "en");
    assertTrue(one.out().contains("port=8080"), one.out());
    assertTrue(one.out().contains("needs-privilege"), one.out());
  }

  @Test
  void the_doctor_says_what_is_here_and_who_holds_a_port_of_the_lessons() throws Exception {
    Said said = say("doctor", "--json");
    JsonNode found = Json.read(said.out());
    List<String> looked = new ArrayList<>();
    boolean lacks = false;
    for (JsonNode each : found) {
      looked.add(each.get("what").asText());
      lacks |= each.get("level").asText().equals("lacks");
      assertFalse(each.get("sentence").asText().contains("{"), each.toString());
    }
    assertTrue(
        looked.containsAll(
            List.of(
                "java",
                "compiler",
                "jdi",
                "python",
                "flask",
                "debugpy",
                "curl",
                "ipv4",
                "ipv6",
                "address",
                "firewall",
                "port",
                "browser")),
        looked.toString());
    assertEquals(lacks ? 1 : 0, said.code());
  }

  @Campaign
  @Test
  void a_korean_terminal_of_40_or_120_columns_gets_korean_in_so_many(@TempDir Path folder) {
    for (List<String> asked :
        List.of(
            List.of("40", "list"),
            List.of("40", "doctor"),
            List.of("120", "doctor"),
            List.of("40", "run", "conflict"))) {
      String width = asked.get(0);
      Map<String, String> narrow = Map.of("LANG", "ko_KR.UTF-8", "LC_ALL", "", "COLUMNS", width);
      List<String> command = asked.subList(1, asked.size());
      List<String> line = PortsideProcess.classes(folder, command.toArray(String[]::new));
      try (PortsideProcess process = PortsideProcess.start(line, folder, narrow)) {
        process.awaitEnd();
        assertTrue(process.said().codePoints().anyMatch(c -> c >= 0xac00 && c <= 0xd7a3));
        assertFalse(process.said().contains("\u001b"), "no colours in a pipe");
        for (String each : process.out()) {
          assertTrue(columns(each) <= Integer.parseInt(width), each);
        }
      }
    }
  }

  @Test
  void what_is_wrong_is_said_in_korean_letters_where_the_system_has_no_data_for_the_locale(
      @TempDir Path folder) {
    Map<String, String> korean = Map.of("LANG", "ko_KR.UTF-8", "LC_ALL", "");
    List<String> line = PortsideProcess.classes(folder, "run", "prob");
    try (PortsideProcess process = PortsideProcess.start(line, folder, korean)) {
      process.awaitEnd();
      assertTrue(String.join("\n", process.err()).contains("이런 실험은 없습니다"), process.said());
    }
    line = PortsideProcess.classes(folder, "--key=1");
    try (PortsideProcess process = PortsideProcess.start(line, folder, korean)) {
      process.awaitEnd();
      assertTrue(process.err().get(0).contains("--key가 너무 짧습니다"), process.said());
    }
    line =
        PortsideProcess.classes(
            folder,
            "--port=0",
            "--no-open",
            "--data=" + folder,
            "--content=" + Path.of("content").toAbsolutePath());
    try (PortsideProcess process = PortsideProcess.start(line, folder, korean)) {
      process.awaitStart();
      assertTrue(process.said().contains("멈추려면"), process.said());
    }
  }

  /** Counted in another way than the command does: every letter of Korean takes two. */
  private static int columns(String line) {
    return line.codePoints().map(c -> c >= 0x1100 && c != 0x2026 && c > 0x2fff ? 2 : 1).sum();
  }

  @Test
  void bash_completes_the_commands_and_the_experiments(@TempDir Path folder) throws Exception {
    String offered =
        shell(
            folder,
            "bash",
            ". ./portside.completion; COMP_WORDS=(portside run pro); COMP_CWORD=2;"
                + " _complete_portside; echo ${COMPREPLY[@]}");
    assertEquals("probe", offered.strip());
  }

  /** A terminal of zsh's own, the Tab key, and what stands on the line then. */
  @Test
  void so_does_zsh_as_the_readme_says(@TempDir Path folder) throws Exception {
    if (Executables.find("zsh").isEmpty() && SetUp.canInstall()) {
      SetUp.alone(
          "apt",
          () -> {
            SetUp.install("zsh");
            return true;
          });
    }
    assumeTrue(Executables.find("zsh").isPresent(), "zsh is not here");
    String offered =
        shell(
            folder,
            "zsh",
            """
            zmodload zsh/zpty
            zpty z 'zsh -f -i'
            zpty -w z "autoload -U +X bashcompinit && bashcompinit; . ./portside.completion"
            zpty -w z "print REA''DY"
            zpty -r z out '*READY*'
            for typed in 'portside do:*doctor*' 'portside run prob:*probe*'; do
              zpty -w -n z $'\\C-u'"${typed%%:*}"$'\\t'
              zpty -r z out "${typed##*:}"
              print -r -- "$out"
            done
            zpty -d z
            """);
    assertTrue(offered.contains("doctor") && offered.contains("probe"), offered);
  }

  private static String shell(Path folder, String shell, String script) throws Exception {
    Files.writeString(folder.resolve("portside.completion"), say("generate-completion").out());
    ProcessBuilder builder =
        new ProcessBuilder(shell, "-c", script)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), "it waits for something");
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
