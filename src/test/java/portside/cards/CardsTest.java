package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.cards.Sheet.CHECKED;
import static portside.cards.Sheet.CONFLICT;
import static portside.cards.Sheet.HOSTCHECK;
import static portside.cards.Sheet.UNCHECKED;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portside.access.Caller;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.page.Assets;
import portside.page.Templates;
import portside.runs.Runs;

/** What a reader sees of a card, a claim and a comparison. */
final class CardsTest {
  private static final Caller READER = Trial.person(1, "198.51.100.9");
  private static final Cards CARDS =
      new Cards(new Templates(), new Assets(List.of()), Sheet.NO_CLASS);

  private static Runs runs;

  @BeforeAll
  static void start() {
    runs = new Runs();
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  private final Predictions predictions = new Predictions(Sheet.NO_CLASS);

  private Shown shown(@Nullable RunState run) {
    Shown.Named named = run == null ? null : new Shown.Named("elsewhere", run, null);
    return new Shown(runs.results(), predictions, READER, named);
  }

  /** The one row of a comparison. */
  private List<TableView.CellView> row(Table table, @Nullable RunState run) {
    Sheet page = Sheet.of(table);
    TableView view = CARDS.table(table, page, Reader.of(READER, page), shown(run));
    assertEquals(1, view.cells().size());
    return view.cells().get(0);
  }

  private static RunState others(Map<String, String> values) {
    return Sheet.ran(runs, Trial.person(2, "198.51.100.9"), HOSTCHECK, values, null);
  }

  private static Table compared() {
    return Sheet.comparison(
        "table",
        HOSTCHECK,
        "answered",
        Sheet.cell(HOSTCHECK, UNCHECKED),
        Sheet.cell(HOSTCHECK, CHECKED));
  }

  @Test
  void a_cell_says_what_was_predicted_and_nothing_before_its_run() {
    predictions.put(READER, Sheet.of(compared()).spot("table" + Table.name(0, 1)), "answered");
    List<TableView.CellView> row = row(compared(), null);
    assertEquals(2, row.size());
    assertEquals(new TableView.CellView(null, null, null, null, null), row.get(0));
    assertEquals(
        new TableView.CellView("answered", "it says answered", null, null, null), row.get(1));
  }

  @Test
  void a_cell_says_what_came_out_in_the_words_of_its_option() {
    List<TableView.CellView> row = row(compared(), others(UNCHECKED));
    assertEquals("answered", row.get(0).outcome());
    assertEquals("it says answered", row.get(0).came());
    assertNull(row.get(1).outcome());
    assertNull(row.get(1).came());
  }

  @Test
  void what_no_option_says_came_out_in_the_experiments_own_sentence() {
    List<TableView.CellView> row = row(compared(), others(CHECKED));
    assertEquals(
        "The server rejected the request, because it does not go by that name.", row.get(1).came());
  }

  @Test
  void what_a_changed_program_did_says_so_in_its_cell() {
    RunState run = others(UNCHECKED);
    RunState changed = changed(run, List.of("flask/hello.py"));
    assertEquals("it says answered (changed program)", row(compared(), changed).get(0).came());
  }

  private static RunState changed(RunState run, List<String> programs) {
    return Trial.with(run, run.evidence(), programs, run.moment());
  }

  @Test
  void a_cell_that_cannot_be_filled_here_says_why() {
    // RFC 5737: nobody's address
    Table.Cell strange = Sheet.cell(CONFLICT, Map.of("second", "203.0.113.1"));
    String why =
        row(Sheet.comparison("table", CONFLICT, "both-listen", strange), null).get(0).missing();
    assertTrue(why.startsWith("203.0.113.1 is not an address of this computer"), why);
  }

  /** The reader predicts and runs it there. */
  @Test
  void a_claim_names_the_first_card_that_tests_it() {
    Card other = Card.of("other", HOSTCHECK, UNCHECKED, null);
    Card tests = Card.of("tests", HOSTCHECK, CHECKED, null);
    Claim claim = Sheet.sentence("claim", CHECKED);
    assertEquals("tests", card(claim, Sheet.of(other, tests)));
    assertNull(card(claim, Sheet.of(other)));
  }

  private @Nullable String card(Claim claim, Sheet page) {
    return CARDS.claim(claim, page, Reader.of(READER, page), shown(null)).card();
  }

  @Test
  void a_sentence_to_repair_has_the_words_that_were_chosen_last() {
    Sheet page = Sheet.of(Sheet.toRepair("repair"));
    predictions.put(READER, page.spot("repair"), "1");
    RepairView view =
        CARDS.repair(page.repairs().get(0), page, Reader.of(READER, page), shown(others(CHECKED)));
    assertEquals(1, view.chosen());
    assertEquals("rejected", view.claim().run().outcome());
  }
}
