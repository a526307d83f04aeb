package portside.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.testing.Chromium;
import portside.testing.PortsideProcess;

/**
 * A class on loopback: a question opened, answered and revealed with 300 devices, and 1,000 devices
 * for some minutes ({@code -Dportside.minutes=10}; without it, one) and some minutes after ({@code
 * -Dportside.rest-minutes=1}; without it, five).
 */
final class RoomBench {
  private static final int CLASS = 300;
  private static final int CROWD = 1_000;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Pattern POLL = Pattern.compile("data-poll=\"([\\w-]+)\"");

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  private PortsideProcess serve() {
    return serve(0);
  }

  private PortsideProcess serve(int port) {
    return PortsideProcess.start(
            PortsideProcess.starter(
                "--port", "" + port, "--no-open", "--data", folder.resolve("data").toString()),
            folder,
            Map.of("PORTSIDE_KEY", PortsideProcess.KEY))
        .awaitStart();
  }

  private static String origin(PortsideProcess portside) {
    return "http://127.0.0.1:" + portside.port();
  }

  private String host(PortsideProcess portside, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin(portside) + path))
            .header("Authorization", "Bearer " + PortsideProcess.KEY)
            .header("Accept", "application/json");
    if (body != null) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(body));
    }
    HttpResponse<String> answer = client.sendAsync(request.build(), BodyHandlers.ofString()).join();
    assertEquals(2, answer.statusCode() / 100, answer.body());
    return answer.body();
  }

  private String poll(PortsideProcess portside) {
    Matcher poll = POLL.matcher(host(portside, "/room/now", null));
    if (!poll.find()) {
      throw new AssertionError("no question is open");
    }
    return poll.group(1);
  }

  @Test
  void a_question_to_three_hundred() {
    try (PortsideProcess portside = serve();
        Guests guests = new Guests(origin(portside))) {
      host(portside, "/room/open", "title=");
      guests.join(CLASS);
      guests.present(PortsideProcess.KEY);
      host(portside, "/en/wildcard/present", null); // a question is asked at its slide
      host(portside, "/room/place", "window=bench&anchor=all-doors&lesson=wildcard");
      for (int i = 0; i < 5; i++) { // the first one warms up
        double floor = guests.floor();
        double[] before = processor(portside);
        Guests.Took opened =
            guests.until(
                part -> part.contains("data-phase=\"open\""),
                () -> host(portside, "/room/ask", "_page=/en/wildcard&_card=all-doors"));
        double[] after = processor(portside);
        String poll = poll(portside);
        double saved = guests.answer(poll, "free");
        Guests.Took revealed =
            guests.until(
                part -> part.contains("data-phase=\"revealed\""),
                () -> host(portside, "/room/run", "poll=" + poll));
        String which = i == 0 ? "; the first" : "";
        Row.print("300 guests ask for what never changes" + which, floor, floor, "ms");
        Row.budget("question opened → last device" + which, opened.whole(), 100, "ms");
        Row.print("  of it since it was told" + which, opened.told(), floor, "ms (floor)");
        double devices = after[1] - before[1];
        Row.print("  processor, Portside : devices" + which, after[0] - before[0], devices, "ms");
        Row.budget("300 answers saved on disk" + which, saved, 2_000, "ms");
        Row.print("run and reveal → last device" + which, revealed.whole(), 150, "ms");
        Row.budget("reveal told → last device" + which, revealed.told(), 150, "ms");
        Row.print("  beside the floor" + which, revealed.told(), floor, "ms (floor)");
      }
      assertEquals(List.of(), guests.errors());
    }
  }

  /**
   * Killed while a question is open, and started again at once or after somebody has come running.
   * Devices are measured without browsers, which take this computer's processor as no phone does.
   */
  @ParameterizedTest
  @CsvSource({"0, 300, 0", "20, 300, 0", "0, 0, 10", "20, 0, 10"})
  void killed_and_started_again(int seconds, int devices, int browsers) {
    PortsideProcess portside = serve();
    int port = portside.port();
    try (Chromium chromium = Chromium.start();
        Guests guests = new Guests(origin(portside))) {
      host(portside, "/room/open", "title=");
      List<Page> pages = new ArrayList<>();
      for (int i = 0; i < browsers; i++) {
        Page page = chromium.context().newPage();
        page.navigate(origin(portside) + "/join");
        page.locator("main form button.run").click();
        page.waitForSelector(".follow-bar");
        pages.add(page);
      }
      guests.join(devices);
      host(portside, "/room/place", "window=bench&anchor=all-doors&lesson=wildcard");
      host(portside, "/room/ask", "_page=/en/wildcard&_card=all-doors");
      pages.forEach(page -> page.waitForSelector("#room-now.fills"));
      Object start =
          pages.isEmpty() ? "" : pages.get(0).evaluate("document.documentElement.dataset.start");
      guests.outlive();
      portside.close();
      rest(Duration.ofSeconds(seconds));
      AtomicReference<PortsideProcess> again = new AtomicReference<>(portside);
      AtomicLong up = new AtomicLong();
      long begun = System.nanoTime();
      Runnable restart =
          () -> {
            again.set(serve(port));
            up.set(System.nanoTime());
          };
      if (devices == 0) {
        restart.run();
      } else {
        guests.until(part -> part.contains("data-phase=\"open\""), restart);
      }
      portside = again.get();
      for (Page page : pages) {
        page.waitForFunction(
            "start => document.documentElement.dataset.start !== start"
                + " && document.querySelector('#room-now.fills')",
            start);
      }
      double back = (System.nanoTime() - up.get()) / 1e6;
      String after = "killed, started again after " + seconds + " s → ";
      Row.print(after + "it listens", (up.get() - begun) / 1e6, 5_000, "ms");
      String last = devices == 0 ? browsers + " browsers" : devices + " devices";
      Row.budget(after + "last of " + last, back, 5_000, "ms");
      assertEquals(List.of(), guests.errors());
      pages.forEach(page -> page.context().close());
    } finally {
      portside.close();
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS) // as long as is asked for
  void a_thousand_for_minutes() throws IOException {
    try (PortsideProcess portside = serve()) {
      crowd(portside, Long.getLong("portside.minutes", 1));
      Duration after = Duration.ofSeconds(Math.round(60 * restMinutes()));
      rest(after); // what is measured is how long memory is kept
      String name = "  memory " + after.toSeconds() + " s after they have gone";
      Row.budget(name, StartBench.megabytes(portside.handle().pid()), 150, "MB");
    }
  }

  private void crowd(PortsideProcess portside, long minutes) throws IOException {
    try (Guests guests = new Guests(origin(portside))) {
      host(portside, "/room/open", "title=");
      guests.join(CROWD);
      guests.present(PortsideProcess.KEY);
      long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
      double slowest = 0;
      for (int i = 0; System.nanoTime() < end; i++) {
        String lesson = i % 2 == 0 ? "wildcard" : "ports";
        slowest =
            Math.max(
                slowest,
                guests
                    .until(
                        part -> part.contains("data-lesson=\"" + lesson + "\""),
                        () ->
                            host(portside, "/room/place", "window=bench&anchor=&lesson=" + lesson))
                    .whole());
        rest(PAUSE);
      }
      Row.print(
          "1,000 guests, " + minutes + " min: a slide → last device, the slowest",
          slowest,
          1_000,
          "ms");
      Row.budget("1,000 guests: errors", guests.errors().size(), 0, "");
      Row.budget("1,000 guests: memory", StartBench.megabytes(portside.handle().pid()), 250, "MB");
      assertEquals(List.of(), guests.errors());
    }
  }

  private static double restMinutes() {
    return Double.parseDouble(System.getProperty("portside.rest-minutes", "5"));
  }

  /** The time on a processor of Portside and of this process, which is all devices, in ms. */
  private static double[] processor(PortsideProcess portside) {
    return new double[] {millis(portside.handle()), millis(ProcessHandle.current())};
  }

  private static double millis(ProcessHandle process) {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
  }

  /** A presenter turns a slide now and then, and goes home; nothing is waited for. */
  private static void rest(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
