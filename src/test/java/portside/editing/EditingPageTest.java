package portside.editing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portside.testing.Axe;
import portside.testing.Chromium;
import portside.testing.Patience;
import portside.testing.Reader;
import portside.testing.TestSite;

/** A program is changed, mended, run and reset, with the editor and without any script. */
@Tag("browser")
final class EditingPageTest {

  private static void press(Page page, String act) {
    page.locator("button[value='" + act + "']").click();
  }

  @Test
  void a_program_is_changed_mended_run_and_reset(Chromium chromium, TestSite site) {
    try (Reader reader =
        Reader.host(chromium, site, Reader.window(1280, 900).setLocale("en")).watchingCalls()) {
      Page page = reader.page();
      reader.open("/en/debugger");
      assertEquals(0, page.locator("script[src*='codemirror']").count(), "only on first use");
      page.locator("a.change").first().click();
      page.waitForURL("**/en/debugger/programs/Average.java");
      Locator editor = page.locator(".CodeMirror");
      assertThat(editor).isVisible();
      assertThat(editor.locator(".cm-keyword").first()).hasText("public");

      // a mistake is shown at its line, in the compiler's words and in a beginner's
      editor.locator(".CodeMirror-line").nth(3).click();
      page.keyboard().press("End");
      page.keyboard().press("Backspace");
      press(page, "keep");
      Locator faults = page.locator(".faults");
      assertThat(faults).containsText("Line 4.");
      assertThat(faults).containsText("A semicolon (;) is missing");
      assertThat(faults).containsText("';' expected");
      assertThat(page.locator(".at-fault")).hasCount(1);
      assertEquals(List.of(), Axe.violations(page));

      // mended, and with it the average; the keyboard leads out of the editor again
      editor.locator(".CodeMirror-line").nth(3).click();
      page.keyboard().press("End");
      page.keyboard().type(";");
      editor.locator(".CodeMirror-line").nth(4).click();
      page.keyboard().press("Home");
      page.keyboard().press("Shift+End");
      page.keyboard().insertText("for (int i = 0; i < grades.length; i++) {");
      page.keyboard().press("Escape");
      page.keyboard().press("Tab");
      assertThat(page.locator("button[value='keep']")).isFocused();
      press(page, "check-mend-average");
      assertThat(page.locator("#mend-average .finding.solved")).containsText("Done.");
      assertThat(page.locator(".comparison ins")).hasCount(1);
      assertThat(page.locator(".comparison del")).hasCount(1);

      // the card of the lesson runs it, and its verdict and the claim's say so
      press(page, "run");
      page.waitForURL("**/experiments/debugger?run=*");
      assertThat(page.locator(".said")).containsText("the changed Average.java");
      reader.open("/en/debugger");
      Locator card = page.locator("#run-past");
      card.locator("input[type=radio]").first().check();
      card.locator("button.run").click();
      assertThat(card.locator(".said")).containsText("the changed Average.java");
      assertThat(card.locator(".verdict")).isVisible();
      assertThat(page.locator("#run-ignores .measured").first())
          .containsText("the changed Average.java");
      card.locator(".changed a").click();

      page.waitForURL("**/en/debugger/programs/Average.java");
      press(page, "reset");
      page.waitForURL(Pattern.compile(".*said=reset"));
      assertThat(page.locator(".state")).containsText("the original");
      assertThat(page.locator(".comparison")).hasCount(0);
      assertThat(editor).containsText("int i = 1");
      assertEquals(List.of(), reader.complaints());
      assertEquals(List.of(), reader.foreign());
    }
  }

  @Test
  void a_text_that_is_not_kept_is_not_lost_by_a_link_nor_by_its_length(
      Chromium chromium, TestSite site) {
    try (Reader reader = Reader.host(chromium, site, Reader.window(1280, 900))) {
      Page page = reader.page();
      List<String> asked = new CopyOnWriteArrayList<>();
      page.onDialog(
          dialog -> {
            asked.add(dialog.type());
            dialog.dismiss(); // stays
          });
      reader.open("/ko/debugger/programs/share.py");
      Locator editor = page.locator(".CodeMirror");
      Locator text = page.locator("#text");
      editor.locator(".CodeMirror-line").first().click();
      page.keyboard().type("#");
      page.locator(".title a").first().click();
      Patience.until(() -> "it does not ask", () -> asked.equals(List.of("beforeunload")));
      assertThat(editor.locator(".CodeMirror-line").first()).containsText("#");

      // much too long for any form: it is said before anything is sent, and nothing of it is gone
      editor.locator(".CodeMirror-line").first().click();
      page.keyboard().press("Control+a");
      page.keyboard().insertText("# 가나다라마바사아\n".repeat(700));
      press(page, "keep");
      assertThat(page.locator("#said")).containsText("16,000");
      assertThat(editor).containsText("가나다라마바사아");
      assertEquals(List.of("beforeunload"), asked, "it has not left");

      // what is as it was before needs no question, nor does what was sent
      editor.locator(".CodeMirror-line").first().click();
      page.keyboard().press("Control+a");
      page.keyboard().insertText("print(1)\n");
      press(page, "keep");
      page.waitForURL(Pattern.compile(".*said=for-now"));
      assertThat(text).hasValue("print(1)\n");
      editor.locator(".CodeMirror-line").first().click();
      page.keyboard().type("#");
      page.keyboard().press("Backspace");
      page.locator(".title a").first().click();
      page.waitForURL("**/ko/debugger");
      assertEquals(List.of("beforeunload"), asked);
      reader.open("/ko/debugger/programs/share.py");
      press(page, "reset");
      page.waitForURL(Pattern.compile(".*said=reset"));
      assertEquals(List.of(), reader.complaints());
    }
  }

  @Test
  void without_a_script_it_is_a_form_and_hints_open_one_by_one(Chromium chromium, TestSite site) {
    try (Reader reader =
        Reader.host(chromium, site, Reader.window(390, 844).setJavaScriptEnabled(false))) {
      Page page = reader.page();
      reader.open("/ko/flask/programs/hello.py");
      Locator text = page.locator("textarea");
      String course = text.inputValue();
      text.fill("def hello(:\n    pass\n");
      press(page, "keep");
      assertThat(page.locator(".faults")).containsText("1번째 줄");
      text.fill(course + "\n");
      press(page, "keep");
      assertThat(page.locator(".state")).containsText("원래 프로그램");
      reader.open("/ko/flask/programs/routes.py");
      assertThat(page.locator(".hint summary").nth(1)).isHidden();
      page.locator(".hint summary").first().click();
      assertThat(page.locator(".hint summary").nth(1)).isVisible();
      assertThat(page.locator(".hint summary").nth(2)).isHidden();
      Object wide = page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth");
      assertTrue(((Number) wide).intValue() <= 0, "nothing is wider than a phone: " + wide);
    }
  }
}
