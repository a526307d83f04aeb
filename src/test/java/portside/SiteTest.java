package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static portside.testing.TestSite.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import portside.net.IpAddresses;
import portside.page.Json;
import portside.testing.GivenBack;
import portside.testing.Patience;
import portside.testing.TestSite;

/** The site as a whole begins and ends. */
final class SiteTest {
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;

  @Test
  void its_end_closes_its_port_and_whatever_its_runs_have_open() {
    int port;
    int demo;
    try (TestSite site = TestSite.start()) {
      port = site.port();
      demo = openZero(site);
      assertFalse(GivenBack.isFree(LOOPBACK, port));
      assertFalse(GivenBack.isFree(LOOPBACK, demo));
    }
    GivenBack.expect(LOOPBACK, port);
    GivenBack.expect(LOOPBACK, demo);
  }

  @Test
  void a_stopped_run_has_closed_its_port_when_the_answer_comes() {
    try (TestSite site = TestSite.start()) {
      String[] run = new String[1];
      int demo = openZero(site, run);
      assertFalse(GivenBack.isFree(LOOPBACK, demo));
      assertEquals(200, site.post("/runs/" + run[0] + "/stop", "{}").statusCode());
      GivenBack.expect(LOOPBACK, demo);
    }
  }

  private static int openZero(TestSite site) {
    return openZero(site, new String[1]);
  }

  /** Starts a run that waits for its reader's browser; gives the port that it has opened. */
  private static int openZero(TestSite site, String[] run) {
    HttpResponse<String> begun =
        site.send(
            site.request("/experiments/zero")
                .header("Authorization", "Bearer " + KEY)
                .header("Accept", "application/json")
                .header("Prefer", "respond-async")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"from\":\"browser\"}")));
    assertEquals(202, begun.statusCode(), begun.body());
    String path = begun.headers().firstValue("Location").orElseThrow();
    run[0] = path.substring("/runs/".length());
    String[] url = new String[1];
    Patience.until(
        () -> "the experiment has not begun",
        () -> {
          HttpResponse<String> state =
              site.send(
                  site.request(path)
                      .header("Authorization", "Bearer " + KEY)
                      .header("Accept", "application/json"));
          try {
            url[0] = Json.read(state.body()).path("evidence").path("url").asText(null);
          } catch (JsonProcessingException e) {
            throw new AssertionError(state.body(), e);
          }
          return url[0] != null;
        });
    return URI.create(url[0]).getPort();
  }
}
