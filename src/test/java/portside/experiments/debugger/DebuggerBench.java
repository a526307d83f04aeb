package portside.experiments.debugger;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portside.bench.Row;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.process.Children;
import portside.programs.Programs;
import portside.testing.Chromium;
import portside.testing.LessonPython;
import portside.testing.PortsideProcess;

/** How long a reader waits for the debugger. */
final class DebuggerBench {
  private static final int STARTS = 7;

  /** Measured inside the page: from the key to the new snapshot in the document. */
  private static final String STEP =
      """
      stop => new Promise(done => {
        const start = performance.now();
        const seen = new MutationObserver(() => {
          if (document.querySelector(`.debugger[data-state=paused][data-stops='${stop}']`)) {
            seen.disconnect();
            done(performance.now() - start);
          }
        });
        seen.observe(document.body, { childList: true, subtree: true, attributes: true });
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F10' }));
      })
      """;

  @TempDir Path folder;

  @Test
  void the_first_breakpoint() throws Exception {
    try (Children children = new Children();
        Programs programs = new Programs(Path.of("content"), children, LessonPython.ensure());
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
    Row.budget("first breakpoint, " + program + ", " + runtime, Row.median(times), budget, "ms");
  }

  /**
   * A program that is stepped through in the page.
   *
   * @param name what is special about it
   * @param line of its first breakpoint
   * @param rounds how often it is started
   * @param steps how many are measured in each, fewer than lead to its end
   * @param budget for a step, in milliseconds
   */
  private record Stepped(
      String name, String runtime, int line, int rounds, int steps, double budget) {}

  @Test
  void a_step_with_its_variables_in_the_page() {
    try (PortsideProcess portside = serve(Path.of("content"));
        Chromium chromium = Chromium.start()) {
      String name = "a step with its variables, in the page";
      step(portside, chromium, new Stepped(name, "java", 6, 5, 4, 25));
      step(portside, chromium, new Stepped(name, "python", 4, 5, 4, 25));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_step_of_a_program_that_is_large(HeavyProgram heavy, @TempDir Path content)
      throws IOException {
    heavy.writeCourse(content);
    try (PortsideProcess portside = serve(content);
        Chromium chromium = Chromium.start()) {
      String name = "a step in the page, " + heavy;
      int javaLine = HeavyProgram.line(heavy.java());
      int pythonLine = HeavyProgram.line(heavy.python());
      step(portside, chromium, new Stepped(name, "java", javaLine, 1, 9, 100));
      step(portside, chromium, new Stepped(name, "python", pythonLine, 1, 9, 100));
    }
  }

  private PortsideProcess serve(Path content) {
    return PortsideProcess.start(
            PortsideProcess.jarAlone(
                "--port",
                "0",
                "--no-open",
                "--content",
                content.toAbsolutePath().toString(),
                "--python",
                LessonPython.ensure().toString()),
            folder,
            Map.of())
        .awaitStart();
  }

  private static void step(PortsideProcess portside, Chromium chromium, Stepped program) {
    try (BrowserContext context = chromium.context()) {
      Page page = context.newPage();
      page.navigate(portside.link().toString());
      page.navigate("http://127.0.0.1:" + portside.port() + "/experiments/debugger");
      page.locator("select[name=runtime]").selectOption(program.runtime());
      page.locator("input[name=breakpoint]").fill("" + program.line());
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < program.rounds(); i++) {
        session(page, program.steps(), times);
      }
      Row.budget(
          program.name() + ", " + program.runtime(), Row.median(times), program.budget(), "ms");
      Row.budget("  the slowest of " + times.size(), Row.highest(times), program.budget(), "ms");
    }
  }

  /** Runs the program to its breakpoint and some steps on, and stops it. */
  private static void session(Page page, int steps, List<Double> times) {
    page.locator("button.run").click();
    page.locator(".debugger[data-state=paused][data-stops='1']").waitFor();
    for (int stop = 2; stop < 2 + steps; stop++) {
      Object millis = page.evaluate(STEP, stop);
      times.add(((Number) millis).doubleValue());
    }
    page.locator("button.stop").click();
    page.locator("button.stop")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }
}
