package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.cards.Sheet.CHECKED;
import static portside.cards.Sheet.HOSTCHECK;
import static portside.cards.Sheet.INTERFACES;
import static portside.cards.Sheet.UNCHECKED;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portside.access.Caller;
import portside.access.Role;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Spot;
import portside.experiments.Trial;
import portside.runs.Runs;

/** Which run and which prediction stand where on a page; every test has a reader of its own. */
final class ShownTest {
  private static final AtomicInteger READERS = new AtomicInteger();
  private static Runs runs;

  /** Asks about a server without its check. */
  private static final Card ASKS =
      Card.of("asks", HOSTCHECK, UNCHECKED, Sheet.question("answered", "rejected"));

  private static final Card BARE = Card.of("bare", HOSTCHECK, UNCHECKED, null);
  private static final Claim CLAIM = Sheet.sentence("claim", CHECKED);
  private static final Repair REPAIR = Sheet.toRepair("repair");
  private static final Table TABLE =
      Sheet.comparison(
          "table",
          HOSTCHECK,
          "answered",
          Sheet.cell(HOSTCHECK, UNCHECKED),
          Sheet.cell(HOSTCHECK, CHECKED));
  private static final Sheet PAGE =
      new Sheet(List.of(ASKS, BARE), List.of(CLAIM), List.of(REPAIR), List.of(TABLE));

  private final Caller reader = reader();
  private final Predictions predictions = new Predictions(Sheet.NO_CLASS);

  @BeforeAll
  static void start() {
    runs = new Runs();
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  private static Caller reader() {
    return Trial.person(READERS.incrementAndGet(), "198.51.100.9");
  }

  private Shown shown() {
    return shown(null);
  }

  private Shown shown(Shown.@Nullable Named named) {
    return new Shown(runs.results(), predictions, reader, named);
  }

  private static RunState ran(
      Caller who, Registered<?, ?> experiment, Map<String, String> values, @Nullable String at) {
    return Sheet.ran(runs, who, experiment, values, at == null ? null : PAGE.spot(at));
  }

  private RunState ran(Map<String, String> values, @Nullable String at) {
    return ran(reader, HOSTCHECK, values, at);
  }

  private static Optional<String> id(Optional<RunState> run) {
    return run.map(RunState::id);
  }

  private static Optional<String> id(RunState run) {
    return Optional.of(run.id());
  }

  @Test
  void a_run_that_the_request_names_stands_at_the_named_card_of_its_experiment_and_nowhere_else() {
    RunState others = ran(reader(), HOSTCHECK, CHECKED, null);
    Shown named = shown(new Shown.Named("bare", others, null));
    assertEquals(id(others), id(named.at(PAGE, BARE)));
    assertEquals(Optional.empty(), named.at(PAGE, ASKS));
    RunState another = ran(reader(), INTERFACES, Map.of(), null);
    assertEquals(Optional.empty(), shown(new Shown.Named("bare", another, null)).at(PAGE, BARE));
  }

  @Test
  void a_card_that_asks_nothing_shows_what_its_reader_ran_there_last() {
    RunState here = ran(CHECKED, "bare");
    ran(UNCHECKED, null); // with the card's own parameters, but elsewhere
    assertEquals(id(here), id(shown().at(PAGE, BARE)));
    ran(reader(), HOSTCHECK, CHECKED, "bare"); // somebody else
    assertEquals(id(here), id(shown().at(PAGE, BARE)));
    ran(reader, INTERFACES, Map.of(), "bare"); // the lesson had another experiment there
    assertEquals(Optional.empty(), shown().at(PAGE, BARE));
  }

  @Test
  void a_question_shows_the_later_of_what_ran_there_and_what_ran_anywhere_as_it_asks() {
    assertEquals(Optional.empty(), shown().at(PAGE, ASKS));
    RunState other = ran(CHECKED, "asks");
    assertEquals(id(other), id(shown().at(PAGE, ASKS)));
    RunState alike = ran(UNCHECKED, null);
    assertEquals(id(alike), id(shown().at(PAGE, ASKS)));
    RunState again = ran(CHECKED, "asks");
    assertEquals(id(again), id(shown().at(PAGE, ASKS)));
  }

  @Test
  void a_question_shows_a_run_from_elsewhere_that_had_its_parameters() {
    RunState alike = ran(UNCHECKED, null);
    assertEquals(id(alike), id(shown().at(PAGE, ASKS)));
  }

  @Test
  void a_claim_is_settled_by_the_named_run_if_it_tests_it_and_else_by_the_readers_own() {
    assertEquals(Optional.empty(), shown().settling(CLAIM));
    RunState own = ran(CHECKED, null);
    RunState others = ran(reader(), HOSTCHECK, CHECKED, null);
    RunState unlike = ran(reader(), HOSTCHECK, UNCHECKED, null);
    assertEquals(id(own), id(shown().settling(CLAIM)));
    assertEquals(id(others), id(shown(new Shown.Named("x", others, null)).settling(CLAIM)));
    assertEquals(id(own), id(shown(new Shown.Named("claim", unlike, null)).settling(CLAIM)));
  }

  @Test
  void a_cell_is_filled_by_the_named_run_if_it_is_of_the_cell_and_else_by_the_readers_own() {
    Table.Cell cell = TABLE.cells().get(0).get(1);
    assertEquals(Optional.empty(), shown().filling(TABLE, cell));
    RunState own = ran(CHECKED, null);
    RunState others = ran(reader(), HOSTCHECK, CHECKED, null);
    RunState unlike = ran(reader(), HOSTCHECK, UNCHECKED, null);
    RunState another = ran(reader(), INTERFACES, Map.of(), null);
    assertEquals(id(own), id(shown().filling(TABLE, cell)));
    assertEquals(id(others), id(shown(new Shown.Named("x", others, null)).filling(TABLE, cell)));
    for (RunState none : List.of(unlike, another)) {
      assertEquals(id(own), id(shown(new Shown.Named("table", none, null)).filling(TABLE, cell)));
    }
    // Without parameters all experiments are alike.
    Table bare = Sheet.comparison("bare", INTERFACES, "one", Sheet.cell(INTERFACES, Map.of()));
    Shown named = shown(new Shown.Named("x", another, null));
    assertEquals(id(another), id(named.filling(bare, bare.cells().get(0).get(0))));
  }

  @Test
  void in_a_cell_only_what_the_comparison_offers_is_a_prediction() {
    predictions.put(reader, PAGE.spot("table" + Table.name(0, 1)), "answered");
    predictions.put(reader, PAGE.spot("table" + Table.name(0, 0)), "nonsense");
    assertEquals(Optional.of("answered"), shown().prediction(PAGE, TABLE, 0, 1));
    assertEquals(Optional.empty(), shown().prediction(PAGE, TABLE, 0, 0));
  }

  @Test
  void the_words_that_the_request_chose_count_before_those_that_were_kept() {
    RunState run = ran(CHECKED, null);
    assertEquals(Optional.empty(), shown().words(PAGE, REPAIR));
    predictions.put(reader, PAGE.spot("repair"), "1");
    assertEquals(Optional.of(1), shown().words(PAGE, REPAIR));
    assertEquals(Optional.of(0), shown(new Shown.Named("repair", run, "0")).words(PAGE, REPAIR));
    assertEquals(Optional.of(1), shown(new Shown.Named("repair", run, null)).words(PAGE, REPAIR));
    assertEquals(Optional.of(1), shown(new Shown.Named("asks", run, "0")).words(PAGE, REPAIR));
  }

  @Test
  void the_prediction_that_the_request_says_counts_before_the_one_that_was_kept() {
    RunState run = ran(UNCHECKED, null);
    assertEquals(Optional.empty(), shown().prediction(PAGE, ASKS));
    predictions.put(reader, PAGE.spot("asks"), "rejected");
    assertEquals(Optional.of("rejected"), shown().prediction(PAGE, ASKS));
    Optional<String> kept = Optional.of("rejected");
    assertEquals(
        Optional.of("answered"),
        shown(new Shown.Named("asks", run, "answered")).prediction(PAGE, ASKS));
    assertEquals(kept, shown(new Shown.Named("asks", run, null)).prediction(PAGE, ASKS));
    assertEquals(kept, shown(new Shown.Named("bare", run, "answered")).prediction(PAGE, ASKS));
    assertEquals(
        Optional.empty(), shown(new Shown.Named("asks", run, "else")).prediction(PAGE, ASKS));
  }

  @Test
  void a_page_with_a_named_run_is_not_that_of_who_has_done_nothing() {
    RunState others = ran(reader(), INTERFACES, Map.of(), null);
    assertTrue(shown().nothingOf(PAGE));
    assertFalse(shown(new Shown.Named("elsewhere", others, null)).nothingOf(PAGE));
  }

  @Test
  void who_shows_no_person_has_done_nothing() {
    Caller program = Trial.caller(Role.GUEST, "198.51.100.9", 51_000, "192.168.0.10", 7_070);
    assertTrue(new Shown(runs.results(), predictions, program, null).nothingOf(PAGE));
  }

  /** Each has done something that another part of a page shows. */
  @Test
  void whatever_its_reader_did_makes_a_page_another_one() {
    differs(Sheet.of(BARE), new Spot("sheet", "bare"), null);
    differs(Sheet.of(ASKS), new Spot("sheet", "asks"), "answered");
    differs(Sheet.of(CLAIM), null, null);
    differs(Sheet.of(REPAIR), null, null);
    differs(Sheet.of(REPAIR), new Spot("sheet", "repair"), "1");
    differs(Sheet.of(TABLE), null, null);
    differs(Sheet.of(TABLE), new Spot("sheet", "table" + Table.name(0, 0)), "answered");
  }

  /**
   * Does it as a new reader.
   *
   * @param prediction what is predicted at the spot; null to run there with the check
   */
  private void differs(Sheet page, @Nullable Spot spot, @Nullable String prediction) {
    Caller who = reader();
    Shown shown = new Shown(runs.results(), predictions, who, null);
    assertTrue(shown.nothingOf(page), page + " before");
    if (prediction != null) {
      predictions.put(who, spot, prediction);
    } else {
      Sheet.ran(runs, who, HOSTCHECK, CHECKED, spot);
    }
    assertFalse(shown.nothingOf(page), page + " " + prediction);
  }
}
