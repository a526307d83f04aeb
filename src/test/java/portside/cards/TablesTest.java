package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.experiments.conflict.Conflict;
import portside.experiments.conflict.ConflictEvidence;
import portside.experiments.conflict.ConflictParameters;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.net.ThisComputer;
import portside.testing.TestSite;

/**
 * A comparison over HTTP: what is filled in is kept, and a column is run cell by cell. The table is
 * that of the lesson on ports, its second column the one of {@code 0.0.0.0}.
 */
final class TablesTest {
  private static final String AT = "/en/ports";
  private static final String TABLE = "conflicts-compared";

  private static final Pairs PAIRS = new Pairs();
  private static TestSite site;

  /** Whose results they are: each test is somebody else, and sees nothing of the others. */
  private String person;

  private static final AtomicInteger PERSONS = new AtomicInteger();

  /** Conflict with the same answers on every computer, which lacks what a test says. */
  private static final class Pairs implements Experiment<ConflictParameters, ConflictEvidence> {
    final List<String> ran = new CopyOnWriteArrayList<>();
    final Semaphore alone = new Semaphore(1);
    volatile boolean lacksUdp;

    @Override
    public String name() {
      return "conflict";
    }

    @Override
    public Class<ConflictParameters> parameters() {
      return ConflictParameters.class;
    }

    @Override
    public Class<ConflictEvidence> evidence() {
      return ConflictEvidence.class;
    }

    @Override
    public List<String> outcomes() {
      return new Conflict().outcomes();
    }

    @Override
    public Optional<Missing> missing(ConflictParameters asked, ThisComputer here) {
      return lacksUdp && asked.secondProtocol() == Protocol.UDP
          ? Optional.of(new Missing("reuse-port"))
          : Optional.empty();
    }

    @Override
    public void run(ConflictParameters asked, Run<ConflictEvidence> run) {
      boolean first = alone.tryAcquire();
      ran.add(
          IpAddresses.text(asked.second())
              + " "
              + asked.secondProtocol()
              + (first ? "" : " beside another"));
      run.settle(
          asked.secondProtocol() == Protocol.TCP ? "second-fails" : "both-listen",
          new ConflictEvidence(50_000, null, null, null));
      if (first) {
        run.own(alone::release);
      }
    }
  }

  @BeforeAll
  static void start() {
    site = TestSite.with(PAIRS);
  }

  @AfterAll
  static void end() {
    site.close();
  }

  @BeforeEach
  void comes() {
    PAIRS.ran.clear();
    PAIRS.lacksUdp = false;
    person = "table-test-person-%04d".formatted(PERSONS.incrementAndGet());
  }

  private HttpRequest.Builder from(String path, boolean host) {
    HttpRequest.Builder request =
        site.request(path)
            .header("Cookie", "portside-" + site.port() + "-person=" + person)
            .header("Accept", "text/html")
            .header("Accept-Language", "en")
            .header("Origin", site.origin());
    return host ? request.header("Authorization", "Bearer " + TestSite.KEY) : request;
  }

  private HttpResponse<String> send(String form, boolean host, String... more) {
    HttpRequest.Builder request =
        from("/tables/" + TABLE, host)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("_page=" + AT + form));
    return site.send(more.length == 0 ? request : request.headers(more));
  }

  private HttpResponse<String> host(String form) {
    return send(form, true);
  }

  /** What the page shows now, without anything said anew. */
  private String page() {
    return site.send(from(AT, true)).body();
  }

  private static String cell(String page, int row, int column) {
    String table = page.substring(page.indexOf("id=\"" + TABLE + "\""));
    String cells = table.substring(0, table.indexOf("</tbody>")).split("<tr>")[row + 2];
    return cells.split("<td")[column + 1].split("</td>")[0];
  }

  private static String chosen(String page, int row, int column) {
    String[] selected = cell(page, row, column).split("\" selected>");
    return selected.length == 1 ? "" : selected[0].substring(selected[0].lastIndexOf('"') + 1);
  }

  private static boolean isPage(HttpResponse<String> answer) {
    return answer.statusCode() == 200 && answer.body().contains("<h1");
  }

  @Test
  void what_is_filled_in_is_kept_in_its_cell_where_it_may_be_predicted() {
    HttpResponse<String> kept =
        host(
            "&_cell-0-1=both-listen&_cell-1-1=second-fails&_cell-1-0=hearsay&_cell-9-9=second-fails");
    assertTrue(isPage(kept), kept.body());
    for (String page : List.of(kept.body(), page())) {
      assertEquals("both-listen", chosen(page, 0, 1));
      assertEquals("second-fails", chosen(page, 1, 1));
    }
    // A cell of IPv6 may say what is missing here instead.
    assertFalse(cell(page(), 1, 0).contains("selected"));
    assertEquals(List.of(), PAIRS.ran, "nothing runs before somebody says so");
  }

  @Test
  void a_page_that_has_a_script_shows_a_choice_itself() {
    HttpResponse<String> answer = send("&_cell-0-1=second-fails", true, "HX-Request", "true");
    assertEquals(204, answer.statusCode());
    assertEquals("", answer.body());
    assertEquals("second-fails", chosen(page(), 0, 1));
  }

  @Test
  void a_column_is_run_one_cell_after_another_with_the_settings_of_each() {
    HttpResponse<String> answer = host("&_cell-0-1=second-fails&_column=1");
    assertEquals(List.of("0.0.0.0 TCP", "0.0.0.0 UDP"), PAIRS.ran);
    assertTrue(isPage(answer), answer.body());
    String tcp = cell(answer.body(), 0, 1);
    assertTrue(tcp.contains("class=\"right\" data-outcome=\"second-fails\""), tcp);
    assertTrue(tcp.contains("You predicted it."), tcp);
    String udp = cell(answer.body(), 1, 1);
    assertTrue(udp.contains("data-outcome=\"both-listen\""), udp);
    assertFalse(udp.contains("class="), "nothing was predicted: " + udp);
    assertFalse(cell(answer.body(), 0, 0).contains("data-outcome"), "another column");
  }

  @Test
  void a_page_that_has_a_script_gets_the_table_alone() {
    HttpResponse<String> answer = send("&_column=1", true, "HX-Request", "true");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().strip().startsWith("<form class=\"comparison\""), answer.body());
    assertTrue(answer.body().strip().endsWith("</form>"), answer.body());
    assertTrue(cell(answer.body(), 1, 1).contains("data-outcome=\"both-listen\""), answer.body());
  }

  @Test
  void a_cell_that_lacks_something_here_is_not_run_and_says_why() {
    PAIRS.lacksUdp = true;
    HttpResponse<String> answer = host("&_column=1");
    assertEquals(List.of("0.0.0.0 TCP"), PAIRS.ran);
    assertTrue(cell(answer.body(), 0, 1).contains("data-outcome=\"second-fails\""));
    String lacking = cell(answer.body(), 1, 1);
    assertTrue(lacking.contains("This system does not know SO_REUSEPORT."), lacking);
    assertFalse(lacking.contains("<select"), lacking);
  }

  @Test
  void what_came_out_stays_in_a_cell_that_lacks_something_now() {
    host("&_column=1");
    PAIRS.lacksUdp = true;
    HttpResponse<String> answer = host("&_column=1");
    String udp = cell(answer.body(), 1, 1);
    assertTrue(udp.contains("data-outcome=\"both-listen\""), udp);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "99", "100", "-1", "x", ""})
  void a_column_that_there_is_not_is_not_run(String column) {
    HttpResponse<String> answer = host("&_cell-0-1=second-fails&_column=" + column);
    assertTrue(isPage(answer), column + answer.statusCode());
    assertEquals("second-fails", chosen(answer.body(), 0, 1), "what was filled in is kept");
    assertEquals(List.of(), PAIRS.ran);
  }

  @Test
  void a_guest_fills_it_in_and_runs_nothing() {
    HttpResponse<String> kept = send("&_cell-0-1=second-fails", false);
    assertTrue(isPage(kept), kept.body());
    assertEquals("second-fails", chosen(kept.body(), 0, 1));
    assertFalse(kept.body().contains("name=\"_column\""), "no button for guests");
    HttpResponse<String> denied = send("&_cell-1-1=second-fails&_column=1", false);
    assertEquals(403, denied.statusCode());
    assertEquals(List.of(), PAIRS.ran);
    assertEquals("", chosen(site.send(from(AT, false)).body(), 1, 1), "nothing of it is kept");
    assertEquals(200, send("&_column=99", false).statusCode(), "there is no such column");
  }

  @Test
  void a_table_is_filled_in_where_it_stands() {
    for (String page : List.of("/en/wildcard", "/en/nowhere", "", "https://example.org/en/ports")) {
      HttpRequest.Builder form =
          from("/tables/" + TABLE, true)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("_page=" + page));
      assertEquals(404, site.send(form).statusCode(), page);
    }
  }
}
