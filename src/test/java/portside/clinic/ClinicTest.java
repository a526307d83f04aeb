package portside.clinic;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.lesson.Course;
import portside.net.IpAddresses;
import portside.testing.Axe;
import portside.testing.Chromium;
import portside.testing.Reader;
import portside.testing.TestSite;

/** What a pasted message means. */
@Tag("browser")
final class ClinicTest {
  private static final Path CONTENT = Path.of("content");

  @Test
  void each_message_is_recognised_with_its_port_and_what_is_none_is_not() throws IOException {
    Clinic clinic = new Clinic(CONTENT);
    List<String> wrong = new ArrayList<>();
    int known = 0;
    int unknown = 0;
    for (Blocks.Block block : Blocks.read(CONTENT.resolve("clinic/messages.txt"))) {
      Optional<Clinic.Found> found = clinic.recognise(block.text());
      String as =
          found
              .map(each -> each.diagnosis().id() + " " + each.port().orElse(0))
              .orElse("nothing 0");
      if (!as.equals(block.title())) {
        wrong.add(block.line() + ": " + as + " instead of " + block.title());
      }
      if (block.title().startsWith("nothing")) {
        unknown++;
      } else {
        known++;
        assertTrue(block.fields().get("source").startsWith("https://"), block.title());
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(known >= 40 && unknown >= 20, known + " known, " + unknown + " unknown");
  }

  /** A text that counts how often one of its letters is looked at. */
  private record Counted(String text, AtomicLong looks) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks.incrementAndGet();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }
  }

  /** What a pattern looks for, said again and again, is what makes it try the most. */
  @Test
  void no_line_makes_a_pattern_look_at_each_letter_more_than_a_hundred_times() {
    List<Pattern> patterns = new ArrayList<>(Clinic.PORTS);
    new Clinic(CONTENT).diagnoses().forEach(each -> patterns.add(each.match()));
    assertTrue(patterns.size() > 20);
    List<String> slow = new ArrayList<>();
    for (Pattern pattern : patterns) {
      List<String> words = new ArrayList<>(List.of(" ", "x", "0", "1.", "port 1 "));
      Pattern.compile("[A-Za-z0-9가-힣_ ]{2,}")
          .matcher(pattern.pattern())
          .results()
          .forEach(word -> words.add(word.group()));
      for (String word : words) {
        Counted line = new Counted(word.repeat(1_000 / word.length()), new AtomicLong());
        pattern.matcher(line).results().count();
        if (line.looks().get() > 100_000) {
          slow.add(line.looks() + " for " + word + " by " + pattern);
        }
      }
    }
    assertEquals(List.of(), slow);
  }

  @Test
  void of_a_very_long_message_both_ends_are_read() {
    Clinic clinic = new Clinic(CONTENT);
    String filler = "  at something (somewhere:1)\n".repeat(2_000);
    String error = "OSError: [Errno 98] Address already in use: ('127.0.0.1', port 8123)\n";
    for (String message : List.of(error + filler, filler + error)) {
      assertTrue(message.length() > 2 * Clinic.LONGEST);
      assertEquals("in-use", clinic.recognise(message).orElseThrow().diagnosis().id());
      assertEquals(8123, clinic.recognise(message).orElseThrow().port().orElse(0));
    }
    assertTrue(clinic.recognise(filler).isEmpty());
  }

  @Test
  void the_check_of_a_course_wants_an_end_of_whatever_repeats(@TempDir Path content)
      throws IOException {
    Path file = content.resolve("clinic/diagnoses.txt");
    Files.createDirectories(file.getParent());
    for (String endless : List.of("a.*b", "a+", "[^x]*y", "a{2,}", "\\[a+", "(a|b)+")) {
      Files.writeString(file, "[one]\nmatch: " + endless + "\n");
      assertTrue(problems(content).contains("repeats without an end"), endless);
    }
    for (String fine : List.of("a.{0,99}b", "\\+", "a\\*b", "[+*]", "a{3}", "C\\+\\+", "a?")) {
      Files.writeString(file, "[one]\nmatch: " + fine + "\n");
      assertFalse(problems(content).contains("repeats without an end"), fine);
    }
  }

  private static String problems(Path content) {
    return Clinic.problems(content, new Course(List.of(), Map.of())).toString();
  }

  private static String ask(TestSite site, String message, boolean host) {
    var request =
        site.request("/en/clinic")
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "message=" + URLEncoder.encode(message, StandardCharsets.UTF_8)));
    return site.send(
            host
                ? request.header("Authorization", "Bearer " + TestSite.KEY)
                : request.header("Origin", site.origin()))
        .body();
  }

  @Test
  void the_port_of_a_message_is_looked_up_for_the_host_alone(TestSite site) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, IpAddresses.LOOPBACK)) {
      String message =
          "Error: listen EADDRINUSE: address already in use :::" + taken.getLocalPort();
      String pid = "PID " + ProcessHandle.current().pid();
      String host = ask(site, message, true);
      assertTrue(host.contains(pid), host);
      assertTrue(host.contains("/en/ports#same-door"), host);
      String guest = ask(site, message, false);
      assertFalse(guest.contains(pid), guest);
      assertTrue(guest.contains("/en/ports#same-door"), guest);
    }
  }

  @Test
  void what_is_not_recognised_is_said_so_with_the_best_of_the_search(TestSite site) {
    String answer = ask(site, "no idea <script>alert(1)</script>\nloopback something", false);
    assertTrue(answer.contains("This message is not known here"), answer);
    assertTrue(answer.contains("/en/glossary#loopback"), answer);
    assertFalse(answer.contains("<script>alert"), answer);
  }

  @Test
  void the_page_works_without_a_script_and_by_the_keyboard_alone(TestSite site, Chromium chromium) {
    for (boolean script : List.of(true, false)) {
      try (Reader reader =
          Reader.guest(chromium, site, Reader.window(390, 800).setJavaScriptEnabled(script))) {
        reader.open("/ko/clinic");
        Page page = reader.page();
        page.locator("textarea").focus();
        page.keyboard()
            .insertText("curl: (7) Failed to connect to localhost port 1: Connection refused");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".diagnosis")).containsText("기다리는 서버가 없어서");
        if (script) {
          assertEquals(List.of(), Axe.violations(page));
        }
        page.locator(".diagnosis a").click();
        assertThat(page.locator("#refused")).isVisible();
      }
    }
  }
}
