package portside.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portside.page.Json;
import portside.process.Executables;
import portside.testing.Chromium;
import portside.testing.Patience;
import portside.testing.PortsideProcess;
import portside.testing.SitePages;

/**
 * What Lighthouse says of each page on a phone, as its host sees it: the lowest score of each
 * category, and every audit that costs a point.
 */
final class LighthouseBench {
  private static final List<String> CATEGORIES =
      List.of("performance", "accessibility", "best-practices", "seo");

  /**
   * How much slower than this computer the phone is. Lighthouse's own 4 is for a quick desktop; for
   * one whose benchmark index is 1,000 to 1,500, 2 gives the same phone (Lighthouse, "Throttling",
   * calibration): {@code -Dportside.slowdown=2}.
   */
  private static final int SLOWDOWN = Integer.getInteger("portside.slowdown", 4);

  @TempDir Path folder;

  private record Report(String page, JsonNode json) {
    double score(String category) {
      return 100 * json.path("categories").path(category).path("score").asDouble();
    }

    /** The audits of a category that count and are not passed, with their scores. */
    List<String> lacking(String category) {
      return StreamSupport.stream(
              json.path("categories").path(category).path("auditRefs").spliterator(), false)
          .filter(audit -> audit.path("weight").asDouble() > 0)
          .map(audit -> json.path("audits").path(audit.path("id").asText()))
          .filter(audit -> audit.path("score").isNumber() && audit.path("score").asDouble() < 1)
          .map(
              audit ->
                  "%s %.2f %s"
                      .formatted(
                          audit.path("id").asText(),
                          audit.path("score").asDouble(),
                          audit.path("displayValue").asText())
                      .strip())
          .toList();
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS) // some ten seconds a page
  void the_lowest_score_of_each_category() throws IOException {
    Optional<Path> lighthouse = Executables.find("lighthouse");
    Optional<Path> chromium = Chromium.executable();
    if (lighthouse.isEmpty() || chromium.isEmpty()) {
      Row.skipped("Lighthouse", "it takes Chromium and lighthouse (npm install -g lighthouse)");
      return;
    }
    try (PortsideProcess portside =
        PortsideProcess.start(
                PortsideProcess.starter("--port", "0", "--no-open"),
                folder,
                Map.of("PORTSIDE_KEY", PortsideProcess.KEY))
            .awaitStart()) {
      Program program = new Program(lighthouse.get(), chromium.get(), portside.port());
      rows("course", program, SitePages.course());
      rows("widgets", program, widgets(portside));
    }
  }

  private static List<String> widgets(PortsideProcess portside) throws IOException {
    List<String> pages = new ArrayList<>();
    for (JsonNode experiment : Json.read(portside.send(portside.request("/experiments")).body())) {
      pages.add("/experiments/" + experiment.path("name").asText());
    }
    return pages;
  }

  private void rows(String which, Program program, List<String> pages) throws IOException {
    List<Report> reports = new ArrayList<>();
    for (String page : pages) {
      reports.add(program.report(page, folder));
    }
    double index =
        Row.median(
            reports.stream()
                .map(report -> report.json().path("environment").path("benchmarkIndex").asDouble())
                .toList());
    Row.print("Lighthouse's benchmark index, " + which, index, SLOWDOWN, "(slowed down by)");
    for (String category : CATEGORIES) {
      Report lowest =
          reports.stream()
              .min(Comparator.comparing(report -> report.score(category)))
              .orElseThrow();
      String name = "Lighthouse " + category + ", " + which + ": " + lowest.page();
      Row.budget(name, lowest.score(category), 100, "");
      for (Report report : reports) {
        report
            .lacking(category)
            .forEach(audit -> System.out.println("  " + report.page() + ": " + audit));
      }
    }
  }

  private record Program(Path lighthouse, Path chromium, int port) {
    Report report(String page, Path folder) throws IOException {
      Path to = folder.resolve("report.json");
      Path said = folder.resolve("lighthouse.txt");
      ProcessBuilder builder =
          new ProcessBuilder(
                  lighthouse.toString(),
                  "http://127.0.0.1:" + port + page,
                  "--quiet",
                  "--output=json",
                  "--output-path=" + to,
                  "--throttling.cpuSlowdownMultiplier=" + SLOWDOWN,
                  "--extra-headers={\"Authorization\":\"Bearer " + PortsideProcess.KEY + "\"}",
                  "--chrome-flags=--headless=new --no-sandbox")
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      builder.environment().put("CHROME_PATH", chromium.toString());
      int code = Patience.untilEnded(builder.start());
      if (code != 0) {
        throw new AssertionError(page + ": " + code + "\n" + Files.readString(said));
      }
      JsonNode json = Json.read(Files.readString(to));
      if (json.has("runtimeError")) {
        throw new AssertionError(page + ": " + json.path("runtimeError"));
      }
      return new Report(page, json);
    }
  }
}
