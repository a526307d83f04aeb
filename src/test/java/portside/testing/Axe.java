package portside.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What axe-core, a checker of accessibility, complains of: WCAG 2.2 A and AA and good practice.
 *
 * <p>It is asked in the page itself. Its builder for Playwright reads axe again for each look and
 * brings every element that is as it should be over to Java, which takes two thirds of the time.
 */
public final class Axe {
  private static final String SCRIPT = script();
  private static final String COLOURS = "color-contrast";

  private static final String LOOK =
      """
      async (options) => {
        const found = await axe.run(document, { resultTypes: ["violations"], ...options });
        const node = (one) => one.html + " " + one.failureSummary;
        return {
          passed: found.passes.length,
          violations: found.violations.map(({ id, help, nodes }) =>
            `${id}: ${help} [${nodes.slice(0, 3).map(node).join(", ")}]`),
        };
      }
      """;

  private Axe() {}

  /** Everything. */
  public static List<String> violations(Page page) {
    return look(page, Map.of());
  }

  /** Of the dark, only the colours are news. */
  public static List<String> onlyColours(Page page) {
    return look(page, Map.of("runOnly", List.of(COLOURS)));
  }

  /** Of another window, everything but the colours; they take axe the most time by far. */
  public static List<String> withoutColours(Page page) {
    return look(page, Map.of("rules", Map.of(COLOURS, Map.of("enabled", false))));
  }

  private static List<String> look(Page page, Map<String, ?> options) {
    if (page.evaluate("typeof axe").equals("undefined")) { // each document has its own
      page.evaluate(SCRIPT);
    }
    Map<?, ?> found = (Map<?, ?>) page.evaluate(LOOK, options);
    assertTrue(((Number) found.get("passed")).intValue() > 0, "axe has looked at nothing");
    return ((List<?>) found.get("violations")).stream().map(String::valueOf).toList();
  }

  private static String script() {
    try (InputStream in = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
