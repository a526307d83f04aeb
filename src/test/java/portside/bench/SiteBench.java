package portside.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.testing.Chromium;
import portside.testing.TestSite;

/** The budgets of a lesson's page and of the start. */
final class SiteBench {
  private static final String LESSON = "/ko/wildcard";
  private static final int STARTS = 7;

  @Test
  void the_weight_of_a_lesson_page_cold() {
    try (TestSite site = TestSite.start();
        Chromium chromium = Chromium.start();
        BrowserContext context = chromium.context()) {
      Page page = context.newPage();
      CDPSession network = context.newCDPSession(page);
      network.send("Network.enable");
      AtomicInteger requests = new AtomicInteger();
      AtomicLong bytes = new AtomicLong();
      page.onRequest(request -> requests.incrementAndGet());
      network.on(
          "Network.loadingFinished",
          event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
      page.navigate(site.origin() + LESSON);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      Row.print("lesson page, cold: requests", requests.get(), 6, "(floor: the budget)");
      Row.print("lesson page, cold: bytes over the wire", bytes.get(), 30_000, "B (budget)");
    }
  }

  @Test
  void a_lesson_served_warm_beside_nginx(@TempDir Path folder)
      throws IOException, InterruptedException {
    String name = "lesson page served warm, requests a second";
    if (Executables.find("nginx").isEmpty() || Executables.find("wrk").isEmpty()) {
      Row.skipped(name, "it takes nginx and wrk (Debian: apt-get install nginx-light wrk)");
      return;
    }
    try (TestSite site = TestSite.start();
        Children children = new Children()) {
      byte[] body = gzipped(site.origin() + LESSON);
      int port = Binding.nextFreePort(loopback(), 20_000, Protocol.TCP).orElseThrow();
      nginx(children, folder, body, port);
      String floorUrl = "http://127.0.0.1:" + port + "/lesson.html";
      rate(children, site.origin() + LESSON); // the compiler is warm after this
      rate(children, floorUrl);
      List<Double> floors = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        rates.add(rate(children, site.origin() + LESSON));
        floors.add(rate(children, floorUrl));
      }
      Row.print(name, median(rates), median(floors), "1/s (floor: nginx)");
    }
  }

  @Test
  void three_hundred_students_open_a_lesson_in_the_same_second() throws InterruptedException {
    try (TestSite site = TestSite.start()) {
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(site.origin() + LESSON))
              .header("Accept-Encoding", "gzip")
              .build();
      List<Double> slowest = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        List<Long> times = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(300);
        for (int i = 0; i < 300; i++) {
          long start = System.nanoTime();
          client
              .sendAsync(request, BodyHandlers.ofByteArray())
              .whenComplete(
                  (answer, failure) -> {
                    synchronized (times) {
                      times.add(failure == null ? System.nanoTime() - start : Long.MAX_VALUE);
                    }
                    done.countDown();
                  });
        }
        if (!done.await(30, TimeUnit.SECONDS)) {
          throw new AssertionError("some of the 300 got no answer");
        }
        slowest.add(times.stream().mapToLong(Long::longValue).max().orElseThrow() / 1e6);
      }
      Row.print(
          "300 open a lesson at once, the slowest, warm",
          slowest.stream().skip(1).mapToDouble(Double::doubleValue).min().orElseThrow(),
          150,
          "ms (budget)");
    }
  }

  @Test
  void the_start_of_the_jar(@TempDir Path data) throws IOException, InterruptedException {
    Path jar = Path.of("target", "portside.jar").toAbsolutePath();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try (Children children = new Children()) {
      double floor = median(times(() -> hello(children, java)));
      // A newcomer's: what somebody has kept here, a class that is on perhaps, would be read first.
      List<String> fresh = List.of("--data", data.toString());
      List<String> plain = line(List.of(java, "-jar", jar.toString()), fresh);
      Row.print(
          "start of the jar to the first page",
          median(times(() -> firstPage(children, plain))),
          floor,
          "ms (floor: java -version)");
      String script = Path.of("target", "portside").toAbsolutePath().toString();
      List<String> starter = line(List.of(script), fresh);
      Row.print(
          "the same by the starter",
          median(times(() -> firstPage(children, starter))),
          floor,
          "ms (floor: java -version)");
      Row.print("memory idle, resident", idle(children, plain), 120, "MB (budget)");
    }
  }

  private static List<String> line(List<String> program, List<String> arguments) {
    return Stream.concat(program.stream(), arguments.stream()).toList();
  }

  private interface Timed {
    double millis() throws IOException, InterruptedException;
  }

  private static List<Double> times(Timed what) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      times.add(what.millis());
    }
    return times;
  }

  private static double hello(Children children, String java)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    children.start(Command.of(java, "-version")).awaitExit(Duration.ofSeconds(30));
    return (System.nanoTime() - start) / 1e6;
  }

  private static double firstPage(Children children, List<String> line)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (Running running = Running.start(children, line)) {
      running.page();
      return (System.nanoTime() - start) / 1e6;
    }
  }

  /** VmRSS of /proc/PID/status (proc(5)), in MB; five seconds after the first page. */
  private static double idle(Children children, List<String> line)
      throws IOException, InterruptedException {
    Path status;
    try (Running running = Running.start(children, line)) {
      running.page();
      status = Path.of("/proc", Long.toString(running.child().pid()), "status");
      if (!Files.exists(status)) {
        return Double.NaN;
      }
      TimeUnit.SECONDS.sleep(5); // a measurement of rest; nothing is waited for
      Matcher rss = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(status));
      return rss.find() ? Double.parseDouble(rss.group(1)) / 1024 : Double.NaN;
    }
  }

  private record Running(Child child, String origin) implements AutoCloseable {
    static Running start(Children children, List<String> line)
        throws IOException, InterruptedException {
      CompletableFuture<String> link = new CompletableFuture<>();
      List<String> all = new ArrayList<>(line);
      all.addAll(List.of("--port", "0", "--no-open"));
      Pattern pattern = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/\\?key=");
      Child child =
          children.start(
              Command.of(all),
              (stream, text) -> {
                Matcher found = pattern.matcher(text);
                if (found.find()) {
                  link.complete(found.group(1));
                }
              });
      return new Running(child, link.orTimeout(60, TimeUnit.SECONDS).join());
    }

    void page() throws IOException, InterruptedException {
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(origin + LESSON)).build(),
                  BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode());
      }
    }

    @Override
    public void close() {
      child.close();
    }
  }

  private static java.net.InetAddress loopback() {
    return IpAddresses.LOOPBACK;
  }

  private static byte[] gzipped(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray())
        .body();
  }

  private static void nginx(Children children, Path folder, byte[] body, int port)
      throws IOException, InterruptedException {
    Files.write(folder.resolve("lesson.html"), body);
    Path config =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            worker_processes 2;
            daemon off;
            pid %1$s/nginx.pid;
            error_log stderr;
            events { worker_connections 1024; }
            http {
              access_log off;
              sendfile on;
              keepalive_requests 1000000;
              types { text/html html; }
              server { listen 127.0.0.1:%2$d; root %1$s; add_header Content-Encoding gzip; }
            }
            """
                .formatted(folder, port));
    folder.toFile().setExecutable(true, false);
    folder.toFile().setReadable(true, false);
    children.start(
        Command.of(
            Executables.find("nginx").orElseThrow().toString(),
            "-g",
            "user root;",
            "-c",
            config.toString()));
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (Binding.tryBind(loopback(), port, Protocol.TCP).succeeded()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("nginx does not listen");
      }
      Thread.onSpinWait();
    }
  }

  private static double rate(Children children, String url)
      throws IOException, InterruptedException {
    CompletableFuture<Double> rate = new CompletableFuture<>();
    Child wrk =
        children.start(
            Command.of("wrk", "-t1", "-c32", "-d5", "-H", "Accept-Encoding: gzip", url),
            (stream, text) -> {
              if (text.startsWith("Requests/sec:")) {
                rate.complete(Double.parseDouble(text.substring(13).strip()));
              }
            });
    wrk.awaitExit(Duration.ofSeconds(30));
    return rate.orTimeout(5, TimeUnit.SECONDS).join();
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
