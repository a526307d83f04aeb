package portside.access;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.TestSite.KEY;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portside.testing.BrowserTest;
import portside.testing.RawHttp;
import portside.testing.TestSite;

/**
 * Cookies tell names apart and not ports (RFC 6265 §8.5). So the host's cookie reaches every
 * program that is opened under the same name; a name that only Portside has keeps it to itself.
 */
final class OwnNameTest extends BrowserTest {
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private HttpServer other;

  /** A program of somebody else on this computer, which looks at what browsers bring it. */
  @BeforeEach
  void open() throws IOException {
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/look",
        exchange -> {
          seen.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie")).orElse(""));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    other.start();
  }

  @AfterEach
  void close() {
    other.stop(0);
  }

  /** What the other program is given by a browser that has become the host under that name. */
  private String givenAway(String ofPortside, String ofTheOther) throws Exception {
    try (BrowserContext context = chromium.context()) {
      Page page = context.newPage();
      page.navigate("http://" + ofPortside + ":" + site.port() + "/?key=" + KEY);
      page.navigate("http://" + ofPortside + ":" + site.port() + "/en/wildcard");
      assertThat(page.locator("#is-there-a-redirect button.run")).hasCount(1); // it is the host
      page.navigate("http://" + ofTheOther + ":" + other.getAddress().getPort() + "/");
      page.evaluate("fetch('/look')");
      return seen.take();
    }
  }

  @Test
  void the_hosts_cookie_reaches_other_ports_of_the_name_it_was_opened_under_and_no_other_name()
      throws Exception {
    String session = "portside-" + site.port() + "=";
    assertTrue(givenAway("127.0.0.1", "127.0.0.1").contains(session), "ports are not told apart");
    for (String name : List.of("127.0.0.1", "localhost")) {
      assertFalse(givenAway("portside.localhost", name).contains(session), name);
    }
  }

  @Test
  void under_its_own_name_the_host_runs_an_experiment_and_hears_of_it() {
    try (BrowserContext context = chromium.context()) {
      Page page = context.newPage();
      page.navigate("http://portside.localhost:" + site.port() + "/?key=" + KEY);
      page.navigate("http://portside.localhost:" + site.port() + "/experiments/probe?_lang=en");
      page.locator("button.run").first().click();
      assertThat(page.locator("[data-outcome]").first()).isVisible();
    }
  }

  /** Another Portside that has seen it, under whatever name it hands it on. */
  @Test
  void a_session_of_one_portside_opens_nothing_at_another_port() {
    String cookie =
        site.get("/?key=" + KEY).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    String id = cookie.substring(cookie.indexOf('=') + 1);
    try (TestSite there = TestSite.start()) {
      for (String name : List.of("portside-" + site.port(), "portside-" + there.port())) {
        RawHttp.Answer answer =
            RawHttp.send(
                there.port(),
                "POST /experiments/probe HTTP/1.1\nHost: 127.0.0.1\nOrigin: http://127.0.0.1\n"
                    + "Content-Length: 0\nCookie: "
                    + (name + "=" + id));
        assertEquals(403, answer.status(), answer.head());
      }
    }
  }
}
