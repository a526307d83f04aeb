package portside.experiments.zero;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.access.Sight;
import portside.experiments.BadInput;
import portside.experiments.Evidence;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.instruments.Curl;
import portside.net.HostSystem;
import portside.process.Children;
import portside.testing.GivenBack;

class ZeroTest {
  private static Children children;
  private final Trial trial = new Trial(new Zero(children));
  private final HttpClient browser =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  @BeforeAll
  static void start(Children itsChildren) {
    children = itsChildren;
  }

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void curl_gets_the_page_from_0_0_0_0_without_any_redirect() {
    needsCurlOnLinux();
    RunState run = trial.run();
    assertEquals("no-redirect", run.outcome(), run.toString());
    ZeroEvidence found = evidence(run);
    String door = "0.0.0.0:" + found.serverPort();
    assertEquals(200, found.status());
    assertNull(found.location());
    assertEquals(door, found.hostHeader());
    assertEquals("http://" + door + "/", found.url());
    // The kernel puts the source address, 127.0.0.1, in the place of 0.0.0.0.
    assertEquals(Trial.address("127.0.0.1"), found.serverAddress());
    assertEquals(Trial.address("127.0.0.1"), found.clientAddress());
    assertEquals(1, found.requestBytes().size());
    String request = found.requestBytes().get(0);
    assertTrue(request.startsWith("GET / HTTP/1.1\r\nHost: " + door + "\r\n"), request);
    assertTrue(request.endsWith("\r\n\r\n"), request);
    String response = found.responseBytes().get(0);
    assertTrue(response.startsWith("HTTP/1.1 200 OK\r\n"), response);
    assertTrue(response.endsWith("\r\n\r\nHello, World!\n"), response);
    assertTrue(found.curlSaw().contains("local_port=" + found.clientPort() + " "), found.curlSaw());
    assertTrue(found.curlSaw().contains("url_effective=http://" + door + "/"), found.curlSaw());
    assertTrue(found.curlSaw().contains("http_code=200"), found.curlSaw());
    assertTrue(found.curlVersion().matches("\\d+\\.\\d+.*"), found.curlVersion());
    assertTrue(
        run.lines().stream().anyMatch(l -> l.stream().equals("in") && l.text().contains("curl")));
    assertTrue(run.lines().stream().anyMatch(l -> l.text().startsWith("< HTTP/1.1 200")));
  }

  @Test
  void a_real_redirect_is_followed_and_both_exchanges_are_shown() {
    needsCurlOnLinux();
    RunState run = trial.run("redirect", "on");
    assertEquals("redirected", run.outcome(), run.toString());
    ZeroEvidence found = evidence(run);
    assertEquals(307, found.status());
    assertEquals("http://127.0.0.1:" + found.serverPort() + "/", found.location());
    assertEquals("0.0.0.0:" + found.serverPort(), found.hostHeader());
    assertEquals(2, found.requestBytes().size());
    assertTrue(
        found.requestBytes().get(1).contains("\r\nHost: 127.0.0.1:" + found.serverPort() + "\r\n"));
    assertTrue(found.responseBytes().get(0).startsWith("HTTP/1.1 307 Temporary Redirect\r\n"));
    assertTrue(found.responseBytes().get(1).startsWith("HTTP/1.1 200 OK\r\n"));
    String view = trial.view(run, Role.GUEST, "ko");
    assertEquals(4, view.split("<pre class=\"bytes\" tabindex=\"0\">", -1).length - 1, view);
  }

  @Test
  void the_proxy_of_the_environment_and_the_settings_of_the_user_are_not_used() {
    needsCurlOnLinux();
    String command =
        trial.run().lines().stream()
            .filter(line -> line.stream().equals("in"))
            .findFirst()
            .orElseThrow()
            .text();
    assertTrue(command.startsWith("curl -q ") && command.contains("--noproxy '*'"), command);
  }

  @Test
  void the_port_is_given_back_when_the_run_has_ended() {
    needsCurlOnLinux();
    RunState run = trial.run();
    trial.ended(run.id());
    int port = evidence(run).serverPort();
    GivenBack.expect(Trial.address("0.0.0.0"), port);
  }

  @Test
  void what_curl_ends_with_is_not_guessed_at() throws IOException {
    ZeroEvidence nothing = Seen.evidence("http://0.0.0.0:1/", List.of(), null, null, null);
    assertEquals("refused", ByCurl.outcome(new Curl.Said(7, Map.of(), ""), nothing));
    IOException timeout =
        assertThrows(
            IOException.class,
            () -> ByCurl.outcome(new Curl.Said(28, Map.of(), "curl: (28) timed out"), nothing));
    assertEquals("curl: (28) timed out", timeout.getMessage());
    assertThrows(IOException.class, () -> ByCurl.outcome(new Curl.Said(0, Map.of(), ""), nothing));
  }

  @Test
  void a_page_that_keeps_its_address_is_no_redirect() throws Exception {
    RunState run = waiting("off");
    String url = url(run);
    String page = get(url, "en-GB,en;q=0.8").body();
    assertTrue(page.contains(root("en", run)) && page.contains(hostOf(url)), page);
    tell(url, nonce(url), url);
    RunState settled = trial.answered(run.id());
    assertEquals("no-redirect", settled.outcome());
    assertEquals(url, evidence(settled).addressBar());
    assertEquals(false, evidence(settled).secureContext());
    assertEquals(hostOf(url), evidence(settled).hostHeader());
    assertEquals(200, evidence(settled).status());
    assertEquals(1, evidence(settled).requestBytes().size());
    assertNull(evidence(settled).curlSaw());
  }

  @Test
  void a_page_whose_address_has_changed_is_redirected() throws Exception {
    RunState run = waiting("on");
    String url = url(run);
    HttpResponse<String> first = get(url, "ko");
    assertEquals(307, first.statusCode());
    String there = first.headers().firstValue("Location").orElseThrow();
    assertTrue(there.startsWith("http://127.0.0.1:"), there);
    assertTrue(get(there, "ko").body().contains(root("ko", run)));
    tell(there, nonce(there), there);
    RunState settled = trial.answered(run.id());
    assertEquals("redirected", settled.outcome());
    assertEquals(there, evidence(settled).addressBar());
    assertEquals(307, evidence(settled).status());
    assertEquals(2, evidence(settled).responseBytes().size());
  }

  @Test
  void an_address_typed_without_the_nonce_counts_and_its_page_knows_the_nonce() throws Exception {
    RunState off = waiting("off");
    String typed = "http://" + hostOf(url(off)) + "/";
    assertTrue(type(typed).body().contains(root("ko", off)));
    tell(typed, off.id(), typed);
    assertEquals("no-redirect", trial.answered(off.id()).outcome());
    assertEquals(typed, evidence(trial.answered(off.id())).addressBar());
    RunState on = waiting("on");
    HttpResponse<String> first = type("http://" + hostOf(url(on)) + "/");
    String there = first.headers().firstValue("Location").orElseThrow();
    assertTrue(type(there).body().contains(root("ko", on)));
    tell(there, on.id(), there);
    assertEquals("redirected", trial.answered(on.id()).outcome());
  }

  @Test
  void another_address_of_the_server_that_was_typed_is_no_arrival() throws Exception {
    RunState run = waiting("off");
    String typed = "http://" + hostOf(url(run)) + "/";
    String other = typed.replace("0.0.0.0", "127.0.0.1");
    assertTrue(type(other).body().contains("0.0.0.0이 아니어서"));
    tell(other, run.id(), other);
    assertFalse(type(typed).body().contains("0.0.0.0이 아니어서"));
    tell(typed, run.id(), typed);
    RunState settled = trial.answered(run.id());
    assertEquals("no-redirect", settled.outcome());
    assertEquals(
        1, evidence(settled).requestBytes().size(), "what was opened first does not count");
  }

  @Test
  void without_a_script_the_request_alone_tells() throws Exception {
    RunState off = waiting("off");
    assertEquals(200, get(url(off), "ko").statusCode());
    RunState settled = trial.answered(off.id());
    assertEquals("no-redirect", settled.outcome());
    assertNull(evidence(settled).addressBar());

    RunState on = waiting("on");
    String there = get(url(on), "ko").headers().firstValue("Location").orElseThrow();
    get(there, "ko");
    assertEquals("redirected", trial.answered(on.id()).outcome());
  }

  @Test
  void it_did_not_open_is_blocked_when_no_request_had_come() throws Exception {
    needsCurlOnLinux();
    RunState run = waiting("off");
    // What browsers ask for by themselves, and what others ask for, is no arrival.
    String door = "http://" + hostOf(url(run));
    assertEquals(404, get(door + "/favicon.ico", "ko").statusCode());
    assertEquals(404, get(door + "/", "ko").statusCode());
    assertEquals(404, get(door + "/?nonce=wrong", "ko").statusCode());
    assertEquals(404, tell(url(run), "wrong", url(run)));
    trial.act(run.id(), "seen", "arrived", "no");
    RunState settled = trial.answered(run.id());
    assertEquals("blocked", settled.outcome());
    assertEquals(List.of(), evidence(settled).requestBytes());
  }

  @Test
  void it_did_not_open_is_not_believed_once_a_request_has_come() throws Exception {
    RunState run = waiting("off");
    get(url(run), "ko");
    trial.act(run.id(), "seen", "arrived", "no");
    assertEquals("no-redirect", trial.answered(run.id()).outcome());
  }

  @Test
  void another_word_than_no_settles_nothing() throws Exception {
    RunState run = waiting("off");
    trial.act(run.id(), "seen", "arrived", "yes");
    trial.act(run.id(), "seen");
    get(url(run), "ko");
    tell(url(run), nonce(url(run)), url(run));
    assertEquals("no-redirect", trial.answered(run.id()).outcome());
  }

  @Test
  void a_report_without_a_visit_or_of_something_else_than_an_address_counts_for_nothing()
      throws Exception {
    RunState run = waiting("off");
    String url = url(run);
    tell(url, nonce(url), url);
    get(url, "ko");
    tell(url, nonce(url), "javascript:alert(1)");
    RunState settled = trial.answered(run.id());
    assertEquals("no-redirect", settled.outcome());
    assertNull(evidence(settled).addressBar());
  }

  @Test
  void stopping_gives_the_port_back() throws Exception {
    RunState run = waiting("off");
    int port = Integer.parseInt(hostOf(url(run)).split(":")[1]);
    trial.act(run.id(), "stop");
    assertTrue(trial.ended(run.id()).stopped());
    GivenBack.expect(Trial.address("0.0.0.0"), port);
  }

  @Test
  void the_host_sees_the_link_and_a_guest_does_not() throws Exception {
    RunState run = waiting("off");
    String link = "href=\"" + url(run) + "\" target=\"_blank\" rel=\"noopener\"";
    String hosts = trial.view(run, Role.HOST, "ko");
    assertTrue(hosts.contains(link), hosts);
    assertTrue(hosts.contains("hx-post=\"/runs/" + run.id() + "/seen\""), hosts);
    String guests = trial.view(run, Role.GUEST, "ko");
    assertFalse(guests.contains(run.id()), guests);
    assertNull(Evidence.visible(run.evidence(), Sight.GUEST).get("url"));
  }

  @Test
  void the_served_page_has_no_inline_script_or_style_and_a_policy_against_them() throws Exception {
    RunState run = waiting("off");
    HttpResponse<String> page = get(url(run), "ko");
    assertTrue(
        page.headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .contains("default-src 'none'"));
    assertFalse(page.body().matches("(?s).*(style=|<style|<script>|onload=).*"), page.body());
    assertFalse(page.body().contains("{"), "no slot is left: " + page.body());
    String door = "http://" + hostOf(url(run));
    assertEquals(200, get(door + "/seen.js", "ko").statusCode());
    assertEquals(200, get(door + "/small.css", "ko").statusCode());
  }

  @Test
  void what_is_not_allowed_is_bad_input() {
    assertEquals(
        "not-a-choice", assertThrows(BadInput.class, () -> trial.start("from", "phone")).problem());
    assertEquals(
        "not-a-choice",
        assertThrows(BadInput.class, () -> trial.start("redirect", "maybe")).problem());
  }

  private RunState waiting(String redirect) throws InterruptedException {
    RunState run = trial.start("from", "browser", "redirect", redirect);
    return trial.until(run.id(), state -> state.evidence() != null);
  }

  private HttpResponse<String> get(String url, String languages) throws Exception {
    return send(url, "Accept-Language", languages);
  }

  private HttpResponse<String> send(String url, String... headers) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(url)).headers(headers).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Opens an address as a browser does in whose address bar somebody typed it. */
  private HttpResponse<String> type(String url) throws Exception {
    return send(url, "Accept", "text/html,*/*;q=0.8", "Accept-Language", "ko");
  }

  /** How the page begins: in the reader's language, with the nonce that its script tells. */
  private static String root(String lang, RunState run) {
    return "<html lang=\"" + lang + "\" data-nonce=\"" + run.id() + "\">";
  }

  private int tell(String page, String nonce, String href) throws Exception {
    String body = "nonce=" + encode(nonce) + "&href=" + encode(href) + "&secure=false";
    return browser
        .send(
            HttpRequest.newBuilder(URI.create(page).resolve("/seen"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private static String url(RunState run) {
    return Objects.requireNonNull(evidence(run).url());
  }

  private static String nonce(String url) {
    return url.substring(url.indexOf("nonce=") + "nonce=".length());
  }

  private static String hostOf(String url) {
    return URI.create(url).getAuthority();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ZeroEvidence evidence(RunState run) {
    return Trial.evidence(run, ZeroEvidence.class);
  }

  private static void needsCurlOnLinux() {
    boolean here = HostSystem.here() == HostSystem.LINUX && Curl.missing().isEmpty();
    assumeTrue(here, "this needs Linux and curl");
  }
}
