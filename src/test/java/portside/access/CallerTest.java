package portside.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.net.IpAddresses;
import portside.testing.OnANetwork;
import portside.testing.RawHttp;
import portside.testing.RawWebSocket;

/**
 * What the rest of the site is told of who calls, and how a caller becomes the host and ceases to
 * be it. All requests come from this computer; one with the header Test-From is taken for one from
 * that address.
 */
final class CallerTest {
  private static final String KEY = "the key of this test";
  private static final String ANOTHER_DEVICE = "\nTest-From: 203.0.113.9";
  private static final String WITH_KEY = "\nAuthorization: Bearer " + KEY;

  private final Access access = new Access(KEY);
  private Javalin routes;

  @BeforeEach
  void start() {
    Filter from =
        (request, answer, next) -> {
          String device = ((HttpServletRequest) request).getHeader("Test-From");
          next.doFilter(
              device == null
                  ? request
                  : new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public String getRemoteAddr() {
                      return device;
                    }
                  },
              answer);
        };
    routes =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.modifyServletContextHandler(
                  context ->
                      context.addFilter(
                          new FilterHolder(from), "/*", EnumSet.of(DispatcherType.REQUEST)));
              config
                  .routes
                  .before("/checked/*", access::check)
                  .wsBeforeUpgrade("/events", access::checkUpgrade)
                  .get("/checked/role", ctx -> ctx.result(Access.role(ctx).name()))
                  .get("/checked/caller", CallerTest::caller)
                  .get("/checked/login/{key}", ctx -> access.login(ctx, ctx.pathParam("key")))
                  .post("/checked/key", ctx -> ctx.result(access.changeKey(ctx)))
                  .get("/role", ctx -> ctx.result(Access.role(ctx).name()))
                  .get("/caller", CallerTest::caller)
                  .ws("/events", ws -> ws.onMessage(ctx -> ctx.send(still(ctx))))
                  .exception(Denied.class, (e, ctx) -> ctx.status(403).result(e.reason()))
                  .exception(
                      IllegalStateException.class,
                      (e, ctx) -> ctx.status(500).result("" + e.getMessage()));
            });
    routes.start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    routes.stop();
  }

  private static void caller(Context ctx) {
    Caller caller = Access.caller(ctx);
    ctx.result(
        String.join(
            " ",
            IpAddresses.text(caller.address()),
            IpAddresses.text(caller.localAddress()),
            String.valueOf(caller.localPort()),
            caller.host()));
  }

  private static String still(WsContext ctx) {
    return Access.caller(ctx).role() + " " + Access.isStill(ctx);
  }

  private RawHttp.Answer asks(String what, String headers) {
    return RawHttp.send(
        routes.port(), what + " HTTP/1.1\nHost: 127.0.0.1:" + routes.port() + headers);
  }

  private String role(String headers) {
    return asks("GET /checked/role", headers).body();
  }

  private RawHttp.Answer login(String key, String headers) {
    return asks("GET /checked/login/" + key.replace(" ", "%20"), headers);
  }

  private void assertTurnedAway(String reason, RawHttp.Answer answer) {
    assertEquals("403 " + reason, answer.status() + " " + answer.body());
    assertTrue(answer.header("Set-Cookie").isEmpty(), answer.head());
  }

  private String session(String key) {
    RawHttp.Answer answer = login(key, "");
    assertEquals(303, answer.status(), answer.head());
    return "\nCookie: " + answer.header("Set-Cookie").orElseThrow().split(";")[0];
  }

  private String changeKey(String headers) {
    RawHttp.Answer answer = asks("POST /checked/key", headers + "\nContent-Length: 0");
    assertEquals(200, answer.status(), answer.body());
    return answer.body();
  }

  @Test
  void a_caller_is_known_by_the_connection_and_the_name_that_was_called() {
    String host = "127.0.0.1:" + routes.port();
    assertEquals(
        "127.0.0.1 127.0.0.1 " + routes.port() + " " + host,
        asks("GET /checked/caller", "").body());
    assertEquals(
        "203.0.113.9 127.0.0.1 " + routes.port() + " " + host,
        asks("GET /checked/caller", ANOTHER_DEVICE).body());
  }

  @Test
  void who_was_not_checked_is_nobody_and_may_do_what_a_guest_may() {
    RawHttp.Answer answer = asks("GET /caller", WITH_KEY);
    assertEquals(500, answer.status());
    assertEquals("the request was not checked: /caller", answer.body());
    assertEquals("GUEST", asks("GET /role", WITH_KEY).body());
  }

  /** What a request says besides its first line, and why it is turned away. */
  @ParameterizedTest
  @CsvSource({
    "GET, Host: evil.example, foreign-host",
    "GET, Host: 127.0.0.1;Authorization: Bearer wrong, wrong-key",
    "POST, Host: 127.0.0.1, no-key",
    "POST, Host: 127.0.0.1;Origin: http://evil.example, foreign-origin",
    "POST, Host: 127.0.0.1;Origin: null, foreign-origin",
    "POST, Host: evil.example;Origin: http://evil.example, foreign-host"
  })
  void whoever_is_turned_away_is_told_the_rule_and_gets_the_policy(
      String method, String headers, String rule) {
    RawHttp.Answer answer =
        RawHttp.send(
            routes.port(),
            method + " /checked/key HTTP/1.1\nContent-Length: 0\n" + headers.replace(";", "\n"));
    assertTurnedAway(rule, answer);
    assertTrue(answer.header("Content-Security-Policy").isPresent(), answer.head());
  }

  @Test
  void only_who_holds_the_key_and_sits_here_is_the_host() {
    assertEquals("HOST", role(WITH_KEY));
    assertEquals("GUEST", role(""));
    assertEquals("GUEST", role(WITH_KEY + ANOTHER_DEVICE));
    String session = session(KEY);
    assertEquals("HOST", role(session));
    assertEquals("GUEST", role(session + ANOTHER_DEVICE));
  }

  @Test
  void another_device_is_told_whether_the_key_was_wrong_or_only_the_place() {
    assertTurnedAway("key-from-elsewhere", login(KEY, ANOTHER_DEVICE));
    assertTurnedAway("wrong-key", login("wrong", ANOTHER_DEVICE));
    assertTurnedAway("wrong-key", login("wrong", ""));
  }

  @Test
  void a_ticket_opens_one_session_and_another_device_cannot_use_it_up() {
    String ticket = access.ticket();
    assertTurnedAway("wrong-key", login(ticket, ANOTHER_DEVICE));
    assertEquals("HOST", role(session(ticket)));
    assertTurnedAway("wrong-key", login(ticket, ""));
  }

  @Test
  void the_hosts_cookies_are_for_no_script_no_other_site_and_every_page() {
    List<String> cookies =
        login(KEY, "").head().lines().filter(line -> line.startsWith("Set-Cookie:")).toList();
    assertEquals(2, cookies.size(), "the session and the person");
    for (String cookie : cookies) {
      assertTrue(cookie.contains("HttpOnly"), cookie);
      assertTrue(cookie.contains("SameSite=Strict"), cookie);
      assertTrue(cookie.contains("Path=/;"), cookie);
    }
    assertTrue(cookies.get(1).contains("Max-Age=15552000"), "half a year: " + cookies.get(1));
  }

  @Test
  void only_the_host_changes_the_key_and_the_old_one_is_wrong_from_then_on() {
    String asGuest = "\nOrigin: http://127.0.0.1:" + routes.port() + "\nContent-Length: 0";
    RawHttp.Answer guest = asks("POST /checked/key", asGuest);
    assertEquals("403 host-only", guest.status() + " " + guest.body());
    String session = session(KEY);
    String key = changeKey(WITH_KEY);
    assertNotEquals(KEY, key);
    assertTurnedAway("wrong-key", login(KEY, ""));
    assertEquals("GUEST", role(session));
    assertEquals("HOST", role(session(key)));
  }

  private RawWebSocket connected(String headers) {
    RawWebSocket page =
        RawWebSocket.ask(
            routes.port(),
            "Host: 127.0.0.1:%1$d\nOrigin: http://127.0.0.1:%1$d\n".formatted(routes.port())
                + "Upgrade: websocket\nConnection: Upgrade"
                + headers
                + "\n");
    assertEquals(101, page.status());
    return page;
  }

  private static String asked(RawWebSocket page) throws Exception {
    page.send("?");
    return page.read();
  }

  @Test
  void who_holds_a_live_connection_by_the_old_key_is_not_the_host_any_more() throws Exception {
    try (RawWebSocket guest = connected("");
        RawWebSocket browser = connected(session(KEY));
        RawWebSocket program = connected(WITH_KEY)) {
      assertEquals("GUEST true", asked(guest));
      assertEquals("HOST true", asked(browser));
      assertEquals("HOST true", asked(program));
      changeKey(WITH_KEY);
      assertEquals("GUEST true", asked(guest), "a guest has nothing to lose");
      assertEquals("HOST false", asked(browser));
      assertEquals("HOST false", asked(program));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.9", "::1"})
  void who_calls_by_loopback_sits_at_this_computer(String address) {
    assertTrue(Access.onThisComputer(IpAddresses.parse(address).orElseThrow()));
  }

  @Test
  void who_calls_by_an_own_address_sits_at_this_computer() {
    for (var address : OnANetwork.addresses()) {
      assertTrue(Access.onThisComputer(address), address.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.9", "2001:db8::1", "224.0.0.1"})
  void who_calls_from_elsewhere_does_not(String address) {
    assertFalse(Access.onThisComputer(IpAddresses.parse(address).orElseThrow()));
  }

  @Test
  void a_share_is_the_persons_or_that_of_the_address_of_who_shows_none() {
    var address = IpAddresses.parse("192.0.2.1").orElseThrow();
    Person person = new Person("a".repeat(22));
    for (Person who : new Person[] {person, null}) {
      Caller caller = new Caller(Role.GUEST, who, address, 1, IpAddresses.LOOPBACK, 2, "h");
      assertEquals(who == null ? address : person, caller.whose());
    }
  }

  @ParameterizedTest
  @CsvSource({"HOST,HOST,true", "HOST,GUEST,true", "GUEST,GUEST,true", "GUEST,HOST,false"})
  void the_host_may_do_what_a_guest_may_and_not_the_other_way_round(
      Role role, Role needed, boolean may) {
    assertEquals(may, role.may(needed));
  }

  @ParameterizedTest
  @CsvSource({"HOST,HOST,HOST", "HOST,GUEST,GUEST", "GUEST,HOST,GUEST", "GUEST,GUEST,GUEST"})
  void under_two_sights_is_seen_what_both_may_see(Role one, Role other, Sight both) {
    assertEquals(both, one.sight().and(other.sight()));
    assertEquals(both == Sight.HOST, one.sight().and(other.sight()).host());
  }
}
