package portside.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portside.testing.PortsideProcess;

/** A class that comes in the same instant, and a hall of devices that listen. */
final class ArrivalBench {
  private static final String LESSON = "/ko/wildcard";
  private static final int CLASS = 300;
  private static final int HALL = 1_000;
  private static final int STARTS = 5;
  private static final int WARM = 5;
  private static final int ROUNDS = 9;

  /** In seconds; before that nobody has read the address from the wall. */
  private static final int UNTIL_THEY_COME = 5;

  @TempDir Path folder;
  @TempDir Path files;

  @ParameterizedTest
  @EnumSource
  void three_hundred_new_connections_in_the_same_instant(By by)
      throws IOException, InterruptedException {
    try (PortsideProcess portside = by.serve(folder, "--lan");
        Nginx nginx = Nginx.isHere() ? nginx(portside) : null) {
      for (int i = 0; i < WARM; i++) { // of the client as well as of the site
        Burst.get(portside.port(), LESSON, CLASS);
      }
      List<Double> middle = new ArrayList<>();
      List<Double> slowest = new ArrayList<>();
      List<Double> floors = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        Burst.Took took = Burst.get(portside.port(), LESSON, CLASS);
        middle.add(took.median());
        slowest.add(took.slowest());
        if (nginx != null) {
          floors.add(Burst.get(nginx.port(), LESSON, CLASS).slowest());
        }
      }
      Row.budget(by.row("300 at once, warm: the slowest, median"), Row.median(slowest), 100, "ms");
      Row.budget("  the slowest of " + ROUNDS + " rounds", Row.highest(slowest), 100, "ms");
      Row.budget("  the student in the middle", Row.median(middle), 100, "ms");
      if (nginx == null) {
        Row.skipped("  beside nginx", Nginx.HOW);
      } else {
        Row.print("  beside nginx", Row.median(slowest), Row.median(floors), "ms (floor: nginx)");
      }
    }
    List<Double> first = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      try (PortsideProcess fresh = by.serve(folder, "--lan")) {
        TimeUnit.SECONDS.sleep(UNTIL_THEY_COME); // nothing is waited for
        first.add(Burst.get(fresh.port(), LESSON, CLASS).slowest());
      }
    }
    Row.budget(
        by.row("300 at once, the first after the start: the slowest"),
        Row.median(first),
        300,
        "ms");
    Row.budget("  the slowest of " + STARTS + " starts", Row.highest(first), 300, "ms");
  }

  private Nginx nginx(PortsideProcess portside) throws IOException, InterruptedException {
    URI page = URI.create("http://127.0.0.1:" + portside.port() + LESSON);
    return Nginx.serve(files, List.of(Nginx.Served.of(page, "gzip")));
  }

  @ParameterizedTest
  @EnumSource
  void a_thousand_live_connections(By by) throws IOException, InterruptedException {
    try (PortsideProcess portside = by.serve(folder, "--lan")) {
      TimeUnit.SECONDS.sleep(UNTIL_THEY_COME);
      host(portside, "/room/open", "title=");
      List<Double> opened = new ArrayList<>();
      List<Double> floors = new ArrayList<>();
      for (int i = 0; i <= WARM; i++) {
        try (Audience floor = floor();
            Audience audience = Audience.open(portside.port(), HALL)) {
          if (i == 0) {
            Row.budget(
                by.row("1,000 live connections, the first: open"), audience.opened(), 700, "ms");
          } else {
            opened.add(audience.opened());
            floors.add(floor.opened());
          }
        }
      }
      Row.budget(by.row("1,000 live connections: all open"), Row.median(opened), 700, "ms");
      Row.budget("  the slowest of " + WARM + " rounds", Row.highest(opened), 700, "ms");
      Row.print(
          "  beside the plainest server",
          Row.median(opened),
          Row.median(floors),
          "ms (floor: no look at the request)");
      changes(by, portside, CLASS);
      changes(by, portside, HALL);
    }
  }

  private static Audience floor() throws IOException {
    try (Crier crier = new Crier(HALL)) {
      return Audience.open(crier.port(), HALL);
    }
  }

  /** Slides are turned, and all hear of each. */
  private static void changes(By by, PortsideProcess portside, int count) throws IOException {
    try (Crier crier = new Crier(count);
        Audience floor = Audience.open(crier.port(), count);
        Audience audience = Audience.open(portside.port(), count)) {
      floor.watch();
      audience.watch();
      List<Double> whole = new ArrayList<>();
      List<Double> spread = new ArrayList<>();
      List<Double> plain = new ArrayList<>();
      int missing = 0;
      for (int i = 0; i < WARM + ROUNDS; i++) {
        String lesson = i % 2 == 0 ? "wildcard" : "ports";
        Audience.Heard heard =
            audience.hear(
                () -> host(portside, "/room/place", "window=bench&anchor=&lesson=" + lesson));
        String same =
            audience.lastMessage().replaceAll("\"version\":[0-9]+", "\"version\":" + (i + 1));
        Audience.Heard told = floor.hear(() -> crier.tell(same));
        missing += heard.missing();
        if (i >= WARM) {
          whole.add(heard.whole());
          spread.add(heard.spread());
          plain.add(told.spread());
        }
      }
      String all = String.format(Locale.ROOT, "%,d", count);
      Row.budget(by.row("a slide turned → last of " + all), Row.median(whole), 100, "ms");
      Row.budget("  the last after the first", Row.median(spread), 50, "ms");
      Row.budget("  the slowest of " + ROUNDS + " changes", Row.highest(spread), 50, "ms");
      Row.print(
          "  beside the plainest server",
          Row.median(spread),
          Row.median(plain),
          "ms (floor: the same bytes to one after the other)");
      Row.budget("  lost", missing, 0, "of " + count * (WARM + ROUNDS));
    }
  }

  private static void host(PortsideProcess portside, String path, String body) {
    HttpResponse<String> answer =
        portside.send(
            portside
                .request(path)
                .header("Authorization", "Bearer " + PortsideProcess.KEY)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }
}
