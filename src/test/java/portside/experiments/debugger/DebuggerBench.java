package portside.experiments.debugger;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import portside.bench.Row;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.process.Children;
import portside.programs.Programs;
import portside.testing.Chromium;
import portside.testing.LessonPython;
import portside.testing.TestSite;

/** How long a reader waits for the debugger. */
final class DebuggerBench {
  private static final int STARTS = 7;

  /** Fewer than lead to the program's end, in either language. */
  private static final int STEPS = 4;

  @Test
  void the_first_breakpoint() throws Exception {
    try (Children children = new Children();
        Programs programs =
            new Programs(java.nio.file.Path.of("content"), children, LessonPython.ensure());
        Trial trial = new Trial(new Debugger(programs))) {
      first(trial, "average", "java", 6, 400);
      first(trial, "average", "python", 4, 1_500);
      // The line of each that makes the server: with it, the whole framework has been loaded.
      first(trial, "visits", "java", 23, 1_500);
      first(trial, "visits", "python", 3, 1_500);
    }
  }

  private static void first(Trial trial, String program, String runtime, int line, double budget) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i <= STARTS; i++) {
      RunState run =
          trial.answered(
              trial.start("program", program, "runtime", runtime, "breakpoint", "" + line).id());
      DebuggerEvidence found = Trial.evidence(run, DebuggerEvidence.class);
      if (i > 0 && found.startMillis() != null) { // the first time compiles the programs
        times.add((double) found.startMillis());
      }
      trial.act(run.id(), "stop");
      trial.ended(run.id());
    }
    Row.print(
        "first breakpoint, " + program + ", " + runtime, median(times), budget, "ms (budget)");
  }

  @Test
  void a_step_with_its_variables_in_the_page() {
    try (TestSite site = TestSite.start();
        Chromium chromium = Chromium.start()) {
      step(site, chromium, "java", 6);
      step(site, chromium, "python", 4);
    }
  }

  private static void step(TestSite site, Chromium chromium, String runtime, int line) {
    try (BrowserContext context = chromium.context()) {
      Page page = context.newPage();
      page.navigate(site.hostLink());
      page.navigate(site.origin() + "/experiments/debugger");
      page.locator("select[name=runtime]").selectOption(runtime);
      page.locator("input[name=breakpoint]").fill("" + line);
      page.locator("button.run").click();
      page.locator(".debugger[data-stops='1']").waitFor();
      List<Double> times = new ArrayList<>();
      for (int stop = 2; stop < 2 + STEPS; stop++) {
        // Measured inside the page: from the key to the new snapshot in the document.
        Object millis =
            page.evaluate(
                """
                stop => new Promise(done => {
                  const start = performance.now();
                  const seen = new MutationObserver(() => {
                    if (document.querySelector(`.debugger[data-state=paused][data-stops='${stop}']`)) {
                      seen.disconnect();
                      done(performance.now() - start);
                    }
                  });
                  seen.observe(document.body, { attributes: true, childList: true, subtree: true });
                  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F10' }));
                })
                """,
                stop);
        times.add(((Number) millis).doubleValue());
      }
      Row.print(
          "a step with its variables, in the page, " + runtime, median(times), 50, "ms (budget)");
      Row.print("  the slowest of " + STEPS, Collections.max(times), 50, "ms (budget)");
      page.locator("button.stop").click();
      page.locator("button.stop")
          .waitFor(
              new com.microsoft.playwright.Locator.WaitForOptions()
                  .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
    }
  }

  private static double median(List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
