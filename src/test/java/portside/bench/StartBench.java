package portside.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.testing.Java;
import portside.testing.PortsideProcess;

/**
 * How long a user waits for the start, of the jar and of the starter beside it. They take turns
 * with a bare site of the same kind, so that what else the computer does meets all; and how fast
 * this computer is says that one's time. (Where the budgets come from, it took 680 ms.)
 */
final class StartBench {
  private static final String LESSON = "/ko/wildcard";
  private static final int STARTS = 9;
  private static final String FLOOR = "ms (floor: a bare Javalin's page)";
  private static final Pattern LINK = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/\\?key=");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path data;

  /**
   * A start, in milliseconds.
   *
   * @param answer until the link was printed and the site has answered
   * @param lesson until the first lesson's page is there
   */
  private record Start(double answer, double lesson) {}

  @Test
  void the_first_answer_and_the_first_lesson() throws IOException, InterruptedException {
    List<Double> floors = new ArrayList<>();
    List<Start> jar = new ArrayList<>();
    List<Start> starter = new ArrayList<>();
    try (Children children = new Children()) {
      for (int i = 0; i <= STARTS; i++) {
        double floor = bare(children);
        Start ofJar = start(children, jar());
        Start ofStarter = start(children, PortsideProcess.starter());
        if (i > 0) { // the first time reads the files, and warms this client up
          floors.add(floor);
          jar.add(ofJar);
          starter.add(ofStarter);
        }
      }
    }
    rows("java -jar", jar, 650, 900, Row.median(floors));
    rows("starter", starter, 350, 500, Row.median(floors));
  }

  private static void rows(
      String what, List<Start> starts, double answerBudget, double lessonBudget, double floor) {
    double answer = Row.median(starts.stream().map(Start::answer).toList());
    double lesson = Row.median(starts.stream().map(Start::lesson).toList());
    Row.budget(what + ": start to first answer", answer, answerBudget, "ms");
    Row.print("  beside a bare site", answer, floor, FLOOR);
    Row.budget(what + ": start to first lesson page", lesson, lessonBudget, "ms");
    Row.print("  beside a bare site", lesson, floor, FLOOR);
  }

  @Test
  void memory_of_a_site_that_rests() throws IOException, InterruptedException {
    try (Children children = new Children()) {
      Row.budget("java -jar: memory idle, resident", idle(children, jar()), 100, "MB");
      Row.budget(
          "starter: memory idle, resident", idle(children, PortsideProcess.starter()), 100, "MB");
    }
  }

  private static List<String> jar() {
    return List.of(Java.here().toString(), "-jar", built("portside.jar"));
  }

  private static String built(String file) {
    return Path.of("target", file).toAbsolutePath().toString();
  }

  private double bare(Children children) throws IOException, InterruptedException {
    String classPath = built("portside.jar") + File.pathSeparator + built("test-classes");
    List<String> line = Java.line(List.of(), classPath, BareJavalin.class.getName());
    long start = System.nanoTime();
    try (Running running = running(children, line)) {
      running.get("/");
      return millis(start);
    }
  }

  private Start start(Children children, List<String> program)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (Running running = running(children, program)) {
      running.get("/health");
      double answer = millis(start);
      running.get(LESSON);
      return new Start(answer, millis(start));
    }
  }

  /** Five seconds after the first page. */
  private double idle(Children children, List<String> program)
      throws IOException, InterruptedException {
    try (Running running = running(children, program)) {
      running.get(LESSON);
      TimeUnit.SECONDS.sleep(5); // a measurement of rest; nothing is waited for
      return megabytes(running.child().pid());
    }
  }

  /** VmRSS of /proc/PID/status (proc(5)), in MB; not a number where there is no such file. */
  static double megabytes(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }

  private static double millis(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  /**
   * A newcomer's Portside, whose link has been printed: what somebody has kept here, a class that
   * is on perhaps, would be read first.
   */
  private Running running(Children children, List<String> program) throws IOException {
    List<String> arguments = List.of("--data", data.toString(), "--port", "0", "--no-open");
    CompletableFuture<String> origin = new CompletableFuture<>();
    Child child =
        children.start(
            Command.of(Stream.concat(program.stream(), arguments.stream()).toList())
                .with("JAVA_HOME", System.getProperty("java.home")),
            (stream, text) -> {
              Matcher link = LINK.matcher(text);
              if (link.find()) {
                origin.complete(link.group(1));
              }
            });
    return new Running(child, origin.orTimeout(60, TimeUnit.SECONDS).join());
  }

  private record Running(Child child, String origin) implements AutoCloseable {
    void get(String path) throws IOException, InterruptedException {
      int status =
          CLIENT
              .send(
                  HttpRequest.newBuilder(URI.create(origin + path)).build(),
                  BodyHandlers.ofByteArray())
              .statusCode();
      if (status != 200) {
        throw new AssertionError(path + " " + status);
      }
    }

    @Override
    public void close() {
      child.close();
    }
  }
}
