package portside.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import portside.Settings;
import portside.Site;
import portside.net.IpAddresses;

/** The key is changed by a new start, with which every session ends. */
final class KeyTest {
  private final HttpClient client = HttpClient.newHttpClient();

  private static Site start(int port, String key) {
    return Site.start(
        new Settings(IpAddresses.LOOPBACK, port, key, null, Path.of("content"), null, null, null));
  }

  private static URI at(Site site, String path) {
    return URI.create("http://127.0.0.1:" + site.port() + path);
  }

  private int run(Site site, String cookie) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(at(site, "/experiments/probe"))
                .header("Origin", "http://127.0.0.1:" + site.port())
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("Cookie", cookie)
                .POST(BodyPublishers.ofString("{\"port\":0}"))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private String session(Site site, String key) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(at(site, "/?key=" + key)).build(), BodyHandlers.ofString());
    assertEquals(303, answer.statusCode());
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
  }

  @Test
  void a_new_key_ends_every_session_of_the_old_one() throws Exception {
    String cookie;
    int port;
    try (Site site = start(0, "the-old-key-of-all")) {
      port = site.port();
      cookie = session(site, "the-old-key-of-all");
      assertEquals(200, run(site, cookie));
    }
    try (Site site = start(port, "the-new-key-of-all")) {
      assertEquals(403, run(site, cookie));
      assertEquals(200, run(site, session(site, "the-new-key-of-all")));
    }
  }

  @Test
  void sessions_end_with_portside_even_where_the_key_stays() throws Exception {
    String cookie;
    int port;
    try (Site site = start(0, "the-only-key-of-all")) {
      port = site.port();
      cookie = session(site, "the-only-key-of-all");
    }
    try (Site site = start(port, "the-only-key-of-all")) {
      assertEquals(403, run(site, cookie));
    }
  }
}
