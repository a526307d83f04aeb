package portside.cards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.cards.Table.Cell;
import portside.cards.Table.Heading;
import portside.cards.TableView.CellView;
import portside.experiments.Registered;
import portside.experiments.owner.Owner;
import portside.experiments.whoami.Whoami;
import portside.net.IpAddresses;
import portside.page.Words;

/** A comparison of two columns and two rows, as it fills. */
final class TableViewTest {
  private static final Registered<?, ?> OWNER = Registered.of(new Owner());
  private static final Registered<?, ?> WHOAMI = Registered.of(new Whoami(IpAddresses.LOOPBACK));

  private static final CellView EMPTY = cell(null, null, null);
  private static final CellView FULL = cell(null, "nobody", null);
  private static final CellView LACKING = cell(null, null, "IPv6 is off.");

  private static CellView cell(
      @Nullable String predicted, @Nullable String outcome, @Nullable String missing) {
    return new CellView(predicted, predicted, outcome, outcome, missing);
  }

  private static Cell about(String port, String protocol) {
    Map<String, String> values = Map.of("port", port, "protocol", protocol);
    return new Cell(values, OWNER.complete(values));
  }

  private static Heading heading(String text) {
    return new Heading(text, text);
  }

  private static Table table(Registered<?, ?> experiment) {
    return new Table(
        "t",
        experiment,
        "Who has it?",
        List.of(new Table.Option("nobody", "no one"), new Table.Option("found", "a program")),
        List.of(heading("TCP"), heading("UDP")),
        List.of(heading("7000"), heading("7001")),
        List.of(
            List.of(about("7000", "tcp"), about("7000", "udp")),
            List.of(about("7001", "tcp"), about("7001", "udp"))),
        "");
  }

  private static TableView view(Registered<?, ?> experiment, Role role, CellView... rowByRow) {
    List<CellView> all = Stream.of(rowByRow).toList();
    return new TableView(
        table(experiment),
        Words.of("page", "en"),
        new Reader(role, role.sight(), null),
        "/en/ports",
        List.of(all.subList(0, 2), all.subList(2, 4)));
  }

  @Test
  void a_run_with_the_settings_of_any_cell_fills_it() {
    Table table = table(OWNER);
    assertTrue(table.settledBy(Stood.alive(OWNER, Map.of("port", "7001", "protocol", "udp"))));
    assertTrue(table.settledBy(Stood.alive(OWNER, Map.of("port", "7000"))), "TCP by default");
    assertFalse(table.settledBy(Stood.alive(OWNER, Map.of("port", "7002"))));
    assertFalse(table.settledBy(Stood.alive(WHOAMI, Map.of())), "another experiment");
  }

  /** Two experiments may know the same settings and answer different questions. */
  @Test
  void a_run_of_another_experiment_fills_nothing_though_its_settings_are_the_same() {
    Table table =
        new Table(
            "t",
            OWNER,
            "",
            List.of(),
            List.of(heading("a")),
            List.of(heading("b")),
            List.of(List.of(new Cell(Map.of(), Map.of()))),
            "");
    assertFalse(table.settledBy(Stood.alive(WHOAMI, Map.of())));
  }

  @Test
  void an_outcome_is_said_in_the_words_that_may_be_predicted() {
    assertEquals(Optional.of("a program"), table(OWNER).option("found"));
    assertEquals(Optional.empty(), table(OWNER).option("hidden"));
  }

  @Test
  void each_cell_has_a_name_of_its_own_in_the_form() {
    assertEquals("_cell-2-1", Table.name(2, 1));
  }

  @Test
  void a_prediction_is_right_or_wrong_only_once_something_came_out() {
    assertEquals(true, cell("nobody", "nobody", null).right());
    assertEquals(false, cell("found", "nobody", null).right());
    assertNull(cell("found", null, null).right());
    assertNull(cell(null, "nobody", null).right());
  }

  @Test
  void it_is_open_until_each_cell_is_filled_or_cannot_be() {
    assertTrue(view(OWNER, Role.HOST, FULL, LACKING, EMPTY, FULL).open());
    assertFalse(view(OWNER, Role.HOST, FULL, LACKING, LACKING, FULL).open());
    assertTrue(EMPTY.right() == null && !EMPTY.done());
    assertTrue(FULL.done());
    assertTrue(LACKING.done());
  }

  @Test
  void a_column_is_run_by_who_may_where_anything_of_it_can_be() {
    TableView host = view(OWNER, Role.HOST, LACKING, EMPTY, LACKING, LACKING);
    assertTrue(host.mayRun());
    assertFalse(host.canRun(0));
    assertTrue(host.canRun(1), "one of its cells can be filled");
    TableView guest = view(OWNER, Role.GUEST, EMPTY, EMPTY, EMPTY, EMPTY);
    assertFalse(guest.mayRun());
    assertFalse(guest.canRun(0));
    assertTrue(view(WHOAMI, Role.GUEST, EMPTY, EMPTY, EMPTY, EMPTY).mayRun());
  }

  @Test
  void a_column_has_run_once_anything_of_it_came_out() {
    TableView some = view(OWNER, Role.HOST, EMPTY, FULL, EMPTY, EMPTY);
    assertFalse(some.ran(0));
    assertTrue(some.ran(1));
    assertArrayEquals(new int[] {0, 1}, some.columns());
  }
}
