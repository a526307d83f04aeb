package portside.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.Crowd;
import portside.testing.TestSite;

/** What guests may not do to the invitation, the flip and what is kept. */
final class RoomAccessTest {
  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  @BeforeEach
  void open() {
    Crowd.host(site, "/room/open", Map.of("title", "A class", "code", "on"));
  }

  @AfterEach
  void end() {
    Crowd.host(site, "/room/end", Map.of());
  }

  private static HttpResponse<String> guest(String path, String body) {
    return site.send(
        site.request(path)
            .header("Origin", site.origin())
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> host(String path) {
    return site.send(
        site.request(path)
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Accept", "text/html"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/room/flip/open",
        "/room/flip/turn",
        "/room/flip/again",
        "/room/flip/end",
        "/room/invitation/address",
        "/room/invitation/trial",
        "/room/classes/x/delete"
      })
  void a_guest_does_nothing_that_is_the_hosts(String path) {
    HttpResponse<String> answer = guest(path, "address=127.0.0.1");
    assertEquals(403, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("denied.host-only"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/room/flip",
        "/room/invitation",
        "/room/classes",
        "/room/classes/x/predictions.csv",
        "/room/classes/x/class.json",
        "/room/classes/x/delete"
      })
  void a_guest_sees_nothing_that_is_the_hosts(String path) {
    assertEquals(403, site.get(path).statusCode());
  }

  @Test
  void whoever_has_not_joined_tells_nothing_of_the_demo_server() {
    HttpResponse<String> answer = guest("/join/flip", "round=1&result=answered&ms=1");
    assertEquals(403, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("room.not-a-member"), answer.body());
    assertEquals(403, site.get("/join/flip").statusCode());
  }

  @Test
  void everybody_may_read_what_is_kept_but_not_where() {
    String guest = site.get("/room/privacy?_lang=en").body();
    assertTrue(guest.contains("What plain HTTP in a room means"), guest);
    assertTrue(guest.contains("Cookies do not tell ports apart"), guest);
    assertFalse(guest.contains(System.getProperty("user.home")), guest);
  }

  /** What no browser can keep from a program at another port is said, and what helps. */
  @ParameterizedTest
  @CsvSource({
    "en, Cookies do not tell ports apart, No browser keeps it from",
    "ko, 쿠키는 포트를 가리지 않습니다, 막아 주는 브라우저는 없습니다"
  })
  void everybody_may_read_what_a_browser_does_not_do_for_a_cookie(
      String lang, String ports, String notEven) {
    String page = site.get("/room/privacy?_lang=" + lang).body();
    for (String said : new String[] {ports, notEven, "localhost:5000", "portside.localhost"}) {
      assertTrue(page.contains(said), said + ": " + page);
    }
  }

  @Test
  void whoever_reads_anything_is_invited_while_a_class_is_on() {
    for (String path : new String[] {"/en/", "/en/wildcard", "/experiments/probe?_lang=en"}) {
      String page = site.get(path).body();
      assertTrue(page.contains("A class") && page.contains("href=\"/join\""), path);
    }
  }

  @Test
  void only_an_address_of_the_computer_can_be_chosen_for_the_invitation() {
    HttpResponse<String> answer =
        Crowd.host(site, "/room/invitation/address", Map.of("address", "203.0.113.9"));
    assertEquals(400, answer.statusCode(), answer.body());
  }

  @Test
  void a_portside_on_loopback_says_that_nobody_can_come_in_and_what_to_do() {
    String page = host("/room/invitation?_lang=en").body();
    assertTrue(page.contains("open on this computer only"), page);
    assertTrue(page.contains("--lan"), page);
  }

  @Test
  void a_class_can_be_taken_along_even_where_nothing_is_kept() {
    String list = host("/room/classes?_lang=en").body();
    assertTrue(list.contains("A class"), list);
    String id = list.replaceAll("(?s).*/room/classes/([^/]+)/class.json.*", "$1");
    HttpResponse<String> csv = host("/room/classes/" + id + "/attendance.csv");
    assertEquals(200, csv.statusCode());
    assertEquals(
        "text/csv; charset=utf-8; header=present",
        csv.headers().firstValue("Content-Type").orElse(""));
    assertTrue(csv.body().startsWith("\uFEFFnumber,name,"), csv.body());
    assertEquals(200, host("/room/classes/" + id + "/class.json").statusCode());
    assertEquals(404, host("/room/classes/" + id + "/other.csv").statusCode());
    assertEquals(404, host("/room/classes/nothing/class.json").statusCode());
    assertTrue(host("/room/classes/" + id + "/delete").body().contains("/delete"));
    assertEquals(204, Crowd.host(site, "/room/classes/" + id + "/delete", Map.of()).statusCode());
    assertFalse(host("/room/classes?_lang=en").body().contains("A class"));
  }
}
