package portside.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.testing.PortsideProcess;

/** How fast a lesson's page is served once it is warm, beside nginx with the same bytes. */
final class SiteBench {
  private static final String LESSON = "/ko/wildcard";
  private static final int ROUNDS = 3;

  /** How long each of them is. */
  private static final int SECONDS = 5;

  /** Java compiles a method for good once it was called 15,000 times (Tier4CompileThreshold). */
  private static final int WARM_REQUESTS = 100_000;

  /** Where so many take too long, on a computer with other things to do. */
  private static final int LONGEST_WARMING = 12;

  private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
  private static final Pattern ERRORS = Pattern.compile("Socket errors: (.*), timeout ([0-9]+)");

  @TempDir Path folder;
  @TempDir Path files;

  @ParameterizedTest
  @CsvSource({
    "STARTER, gzip, compressed",
    "STARTER, identity, plain",
    "JAR, gzip, compressed",
    "JAR, identity, plain"
  })
  void a_lesson_served_warm_beside_nginx(By by, String encoding, String which)
      throws IOException, InterruptedException {
    String name = by.row("lesson page served warm, " + which);
    if (!Nginx.isHere() || Executables.find("wrk").isEmpty()) {
      Row.skipped(name, Nginx.HOW + ", and wrk (apt-get install wrk)");
      return;
    }
    try (PortsideProcess portside = by.serve(folder);
        Nginx nginx =
            Nginx.serve(
                files,
                List.of(
                    Nginx.Served.of(
                        URI.create("http://127.0.0.1:" + portside.port() + LESSON), encoding)));
        Children children = new Children()) {
      String url = "http://127.0.0.1:" + portside.port() + LESSON;
      String floorUrl = nginx.origin() + LESSON;
      warm(children, url, encoding);
      load(children, floorUrl, encoding);
      List<Double> rates = new ArrayList<>();
      List<Double> floors = new ArrayList<>();
      double late = 0;
      for (int i = 0; i < ROUNDS; i++) {
        Load load = load(children, url, encoding);
        rates.add(load.rate());
        late += load.late();
        floors.add(load(children, floorUrl, encoding).rate());
      }
      Row.print(
          name, Row.median(rates), Row.median(floors), "1/s (floor: nginx; goal: at least 0.67)");
      Row.budget("  later than two seconds", late, 0, "answers");
    }
  }

  /** Until the compiler has seen enough; by requests, for time says little on a busy computer. */
  private static void warm(Children children, String url, String encoding)
      throws IOException, InterruptedException {
    double served = 0;
    for (int i = 0; i < LONGEST_WARMING && served < WARM_REQUESTS; i++) {
      served += SECONDS * load(children, url, encoding).rate();
    }
  }

  /**
   * What wrk found.
   *
   * @param rate requests a second
   * @param late how many answers took more than two seconds
   */
  private record Load(double rate, double late) {}

  private static Load load(Children children, String url, String encoding)
      throws IOException, InterruptedException {
    List<String> said = new CopyOnWriteArrayList<>();
    children
        .start(
            Command.of(
                "wrk", "-t1", "-c64", "-d" + SECONDS, "-H", "Accept-Encoding: " + encoding, url),
            (stream, text) -> said.add(text))
        .awaitExit(Duration.ofSeconds(30))
        .orElseThrow();
    String all = String.join("\n", said);
    Matcher rate = RATE.matcher(all);
    Matcher errors = ERRORS.matcher(all);
    boolean late = errors.find();
    boolean wrong = late && !errors.group(1).equals("connect 0, read 0, write 0");
    if (!rate.find() || wrong || all.contains("Non-2xx")) {
      throw new AssertionError(url + "\n" + all);
    }
    return new Load(
        Double.parseDouble(rate.group(1)), late ? Double.parseDouble(errors.group(2)) : 0);
  }
}
