package portside.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.TestSite.KEY;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.TestSite;

/**
 * A browser is told from another one by a cookie that it gets when it first does something, the
 * host's when it opens the link with the key.
 */
final class PersonTest {
  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  private static String name() {
    return "portside-" + site.port() + "-person=";
  }

  private static HttpRequest.Builder acts() {
    return site.request("/experiments/whoami")
        .header("Origin", site.origin())
        .POST(BodyPublishers.noBody());
  }

  /** The ids among its cookies; the language that was read in is another one. */
  private static List<String> cookies(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name()))
        .toList();
  }

  private static String id(HttpResponse<String> answer) {
    assertEquals(1, cookies(answer).size(), "cookies");
    String cookie = cookies(answer).get(0);
    return cookie.substring(name().length()).replaceAll(";.*", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/whoami", "/experiments", "/experiments/whoami", "/health"})
  void who_only_reads_gets_no_id(String path) {
    HttpResponse<String> answer = site.send(site.request(path));
    assertEquals(200, answer.statusCode());
    assertEquals(List.of(), cookies(answer));
  }

  @Test
  void who_does_something_gets_an_id_that_no_script_and_no_other_site_can_use() {
    HttpResponse<String> answer = site.send(acts());
    assertEquals(200, answer.statusCode(), answer.body());
    String cookie = cookies(answer).get(0);
    assertTrue(cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Strict"), cookie);
    assertTrue(cookie.contains("Path=/;"), "it goes with every page: " + cookie);
    assertTrue(cookie.matches(".*Max-Age=[0-9]{7,}.*"), "it lasts over a restart: " + cookie);
    assertTrue(Person.isId(id(answer)), cookie);
    assertNotEquals(id(answer), id(site.send(acts())));
  }

  @Test
  void a_host_has_one_before_the_first_page_which_does_several_things_at_once() {
    assertTrue(Person.isId(id(site.send(site.request("/?key=" + KEY)))));
  }

  @Test
  void who_becomes_the_host_again_stays_the_same_person() {
    String id = id(site.send(acts()));
    HttpRequest.Builder link = site.request("/?key=" + KEY).header("Cookie", name() + id);
    assertEquals(List.of(), cookies(site.send(link)));
  }

  @Test
  void who_has_an_id_keeps_it() {
    String id = id(site.send(acts()));
    assertEquals(List.of(), cookies(site.send(acts().header("Cookie", name() + id))));
    assertEquals(
        List.of(), cookies(site.send(site.request("/?key=" + KEY).header("Cookie", name() + id))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "../../etc/passwd------", "1234567890123456789012345"})
  void what_is_no_id_is_replaced(String made) {
    HttpResponse<String> answer = site.send(acts().header("Cookie", name() + made));
    assertEquals(200, answer.statusCode());
    assertNotEquals(made, id(answer));
  }

  @Test
  void a_program_gets_none() {
    HttpResponse<String> answer = site.send(acts().header("Authorization", "Bearer " + KEY));
    assertEquals(200, answer.statusCode());
    assertEquals(List.of(), cookies(answer));
  }

  @Test
  void an_id_gives_no_power() {
    String id = id(site.send(acts()));
    HttpResponse<String> answer =
        site.send(
            site.request("/experiments/probe")
                .header("Origin", site.origin())
                .header("Cookie", name() + id)
                .POST(BodyPublishers.noBody()));
    assertEquals(403, answer.statusCode());
  }

  /** What the rest of the site is told of a caller. */
  @Test
  void whoever_gets_an_id_is_that_person_from_then_on() throws Exception {
    Access access = new Access(KEY);
    Javalin routes =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config
                  .routes
                  .before(access::check)
                  .get("/", PersonTest::who)
                  .post("/", PersonTest::who);
            });
    routes.start("127.0.0.1", 0);
    try {
      URI uri = URI.create("http://127.0.0.1:" + routes.port() + "/");
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      HttpClient client = HttpClient.newHttpClient();
      assertEquals("nobody", client.send(request.build(), BodyHandlers.ofString()).body());

      String origin = "http://" + uri.getAuthority();
      HttpResponse<String> first =
          client.send(
              request.copy().header("Origin", origin).POST(BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());
      String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
      assertEquals(cookie.split("=", 2)[1], first.body());

      HttpRequest again = request.header("Cookie", cookie).build();
      assertEquals(first.body(), client.send(again, BodyHandlers.ofString()).body());
    } finally {
      routes.stop();
    }
  }

  private static void who(Context ctx) {
    Person person = Access.caller(ctx).person();
    ctx.result(person == null ? "nobody" : person.id());
  }
}
