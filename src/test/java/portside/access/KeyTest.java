package portside.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import portside.page.Json;
import portside.testing.QuietPort;
import portside.testing.RawWebSocket;

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
    try (Site site = start(QuietPort.next(), "the-old-key-of-all")) {
      port = site.port();
      cookie = session(site, "the-old-key-of-all");
      assertEquals(200, run(site, cookie));
    }
    try (Site site = start(port, "the-new-key-of-all")) {
      assertEquals(403, run(site, cookie));
      assertEquals(200, run(site, session(site, "the-new-key-of-all")));
    }
  }

  private HttpResponse<String> changeKey(Site site, String cookie) throws Exception {
    return client.send(
        HttpRequest.newBuilder(at(site, "/key"))
            .header("Origin", "http://127.0.0.1:" + site.port())
            .header("Accept", "application/json")
            .header("Cookie", cookie)
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void the_host_takes_another_key_with_one_request_and_sessions_and_connections_end_with_the_old()
      throws Exception {
    try (Site site = start(0, "the-first-key-of-all")) {
      String cookie = session(site, "the-first-key-of-all");
      assertEquals(403, changeKey(site, "portside=nobody").statusCode());
      assertEquals(200, run(site, cookie), "a guest changes nothing");
      try (RawWebSocket page = RawWebSocket.open("127.0.0.1", site.port())) {
        assertEquals(101, page.status());
        page.send("{\"watch\":[\"room\"]}");
        assertTrue(page.read().contains("room"), "it is known");
        HttpResponse<String> changed = changeKey(site, cookie);
        assertEquals(200, changed.statusCode(), changed.body());
        assertEquals("closed 1012", page.read());
        assertEquals(403, run(site, cookie));
        JsonNode answer = Json.read(changed.body());
        String key = answer.path("key").asText();
        assertEquals(
            "http://127.0.0.1:" + site.port() + "/?key=" + key, answer.path("link").asText());
        assertEquals(200, run(site, session(site, key)));
      }
    }
  }

  @Test
  void sessions_end_with_portside_even_where_the_key_stays() throws Exception {
    String cookie;
    int port;
    try (Site site = start(QuietPort.next(), "the-only-key-of-all")) {
      port = site.port();
      cookie = session(site, "the-only-key-of-all");
    }
    try (Site site = start(port, "the-only-key-of-all")) {
      assertEquals(403, run(site, cookie));
    }
  }
}
