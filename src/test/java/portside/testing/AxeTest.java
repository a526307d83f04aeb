package portside.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
final class AxeTest {
  @Test
  void it_finds_what_is_wrong_and_each_part_of_it_only_its_own(Chromium chromium) {
    try (BrowserContext context = chromium.context()) {
      Page page = context.newPage();
      page.setContent(
          "<html lang=ko><title>t</title><main><h1>t</h1><img src='data:,'>"
              + "<p style='color:#999;background:#fff'>pale</p></main></html>");
      assertEquals(List.of("color-contrast", "image-alt"), rules(Axe.violations(page)));
      assertEquals(List.of("color-contrast"), rules(Axe.onlyColours(page)));
      assertEquals(List.of("image-alt"), rules(Axe.withoutColours(page)));
      assertTrue(Axe.onlyColours(page).get(0).contains("pale"), "it shows the place");
    }
  }

  private static List<String> rules(List<String> violations) {
    return violations.stream().map(each -> each.split(":")[0]).sorted().toList();
  }
}
