package portside.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe-core, a checker of accessibility, complains of: WCAG 2.2 A and AA and good practice. */
public final class Axe {
  private static final String COLOURS = "color-contrast";

  private Axe() {}

  /** Everything. */
  public static List<String> violations(Page page) {
    return violations(axe(page));
  }

  /** Of the dark, only the colours are news. */
  public static List<String> onlyColours(Page page) {
    return violations(axe(page).withRules(List.of(COLOURS)));
  }

  /** Of another window, everything but the colours; they take axe the most time by far. */
  public static List<String> withoutColours(Page page) {
    return violations(axe(page).disableRules(List.of(COLOURS)));
  }

  /** Without a word on each of the thousands of elements that are as they should be. */
  private static AxeBuilder axe(Page page) {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    // In one piece. For frames of other sites, of which there are none, axe else reads itself again
    // in a second page to put the parts together, which takes as long as to look.
    return new AxeBuilder(page).options(options).setLegacyMode(true);
  }

  private static List<String> violations(AxeBuilder axe) {
    AxeResults results = axe.analyze();
    assertTrue(!results.getPasses().isEmpty(), "axe has looked at nothing");
    return results.getViolations().stream()
        .map(
            rule ->
                rule.getId()
                    + ": "
                    + rule.getHelp()
                    + " "
                    + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .limit(3)
                        .toList())
        .toList();
  }
}
