package portside.experiments.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.page.Json;
import portside.testing.Chromium;
import portside.testing.Patience;
import portside.testing.Reader;
import portside.testing.TestSite;

/** A class tries the doors of one server, through the site. */
@Tag("browser")
final class ManyBrowsersOverHttpTest {
  private static final int CLASS = 500;
  private static final int AT_ONCE = 50;

  private static TestSite site;
  private String run;

  @BeforeAll
  static void start() {
    site = TestSite.start();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void startTheServer() throws IOException {
    String answer = site.post("/experiments/server", "{\"port\":0}").body();
    run = Json.read(answer).path("run").asText();
  }

  @AfterEach
  void stopTheServer() {
    site.post("/runs/" + run + "/stop", "{}");
  }

  /** A browser's message from an address of this computer, which is another device for the site. */
  private String seen(int number, String from) throws IOException {
    String body = "door=127.0.0.1&result=failed-at-once&ms=" + number;
    String host = "127.0.0.1:" + site.port();
    String head =
        "POST /runs/%s/seen HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nConnection: close\r\n"
                .formatted(run, host, host)
            + "Accept: application/json\r\nCookie: portside-%d-person=person-%015d\r\n"
                .formatted(site.port(), number)
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
                .formatted(body.length());
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress("127.0.0.1", site.port()), 30_000);
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).lines().findFirst().orElse("nothing");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @EnabledOnOs(value = OS.LINUX, disabledReason = "127.0.x.y have to be configured elsewhere")
  void a_class_behind_one_address_or_many_is_kept_whole(boolean oneAddress) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < CLASS; i++) {
        int number = i;
        String from = oneAddress ? "127.0.0.9" : "127.0." + (1 + i / 250) + "." + (1 + i % 250);
        answers.add(threads.submit(() -> seen(number, from)));
      }
      for (Future<String> answer : answers) {
        assertTrue(answer.get().startsWith("HTTP/1.1 204"), answer.get());
      }
    } finally {
      threads.shutdownNow();
    }
    JsonNode devices =
        Patience.until(() -> "not all were kept", this::devices, rows -> rows.size() == CLASS);
    Set<Integer> kept = new HashSet<>();
    devices.forEach(row -> kept.add(row.path("millis").asInt()));
    assertEquals(CLASS, kept.size());
  }

  private JsonNode devices() {
    String answer =
        site.send(site.request("/runs/" + run).header("Accept", "application/json")).body();
    try {
      return Json.read(answer).path("evidence").path("devices");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_browser_whose_message_was_refused_or_lost_tries_again() {
    try (Chromium chromium = Chromium.start();
        Reader guest = Reader.guest(chromium, site, Reader.window(390, 844).setLocale("en"))) {
      Page page = guest.page();
      AtomicInteger tries = new AtomicInteger();
      page.route(
          "**/runs/*/seen",
          route -> {
            switch (tries.incrementAndGet()) {
              case 1 -> route.fulfill(new Route.FulfillOptions().setStatus(429));
              case 2 -> route.fulfill(new Route.FulfillOptions().setStatus(409));
              case 3 -> route.abort();
              default -> route.resume();
            }
          });
      guest.open("/experiments/server?run=" + run);
      page.locator(".server-guest button").click();
      assertThat(page.locator("tr[data-device][data-door='127.0.0.1']")).isVisible();
    }
  }
}
