package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.cards.Sheet.CHECKED;
import static portside.cards.Sheet.HOSTCHECK;
import static portside.cards.Sheet.UNCHECKED;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portside.access.Sight;
import portside.experiments.Spot;

/** What stands on a page, by its id; and what a card asks. */
final class OnAPageTest {
  private static final Card FIRST = Card.of("first", HOSTCHECK, UNCHECKED, null);
  private static final Card SECOND = Card.of("second", HOSTCHECK, CHECKED, null);
  private static final Sheet PAGE =
      new Sheet(
          List.of(FIRST, SECOND),
          List.of(Sheet.sentence("third", UNCHECKED), Sheet.sentence("fourth", CHECKED)),
          List.of(Sheet.toRepair("fifth"), Sheet.toRepair("sixth")),
          List.of(
              Sheet.comparison("seventh", HOSTCHECK, "answered"),
              Sheet.comparison("eighth", HOSTCHECK, "answered")));

  @Test
  void everything_is_found_by_its_id_and_by_no_other() {
    assertEquals(Optional.of(SECOND), PAGE.card("second"));
    assertEquals(Optional.of(FIRST), PAGE.card("first"));
    assertEquals(Optional.of("fourth"), PAGE.claim("fourth").map(Claim::id));
    assertEquals(Optional.of("sixth"), PAGE.repair("sixth").map(Repair::id));
    assertEquals(Optional.of("eighth"), PAGE.table("eighth").map(Table::id));
    assertEquals(Optional.empty(), PAGE.card("fourth"));
    assertEquals(Optional.empty(), PAGE.claim("second"));
    assertEquals(Optional.empty(), PAGE.repair("eighth"));
    assertEquals(Optional.empty(), PAGE.table("sixth"));
  }

  @Test
  void cards_claims_and_sentences_are_run_from_where_they_stand_and_comparisons_are_not() {
    for (String id : List.of("first", "second", "third", "fourth", "fifth", "sixth")) {
      assertTrue(PAGE.runs(id), id);
    }
    for (String id : List.of("seventh", "eighth", "ninth", "")) {
      assertFalse(PAGE.runs(id), id);
    }
  }

  /** A run that was started there leads back to it from the head of every page. */
  @Test
  void the_page_of_an_experiment_alone_has_its_card_its_address_and_nothing_else() {
    WidgetPage alone = new WidgetPage(HOSTCHECK, "en", CHECKED);
    assertEquals("/experiments/hostcheck", alone.path());
    assertEquals(new Spot("/experiments/hostcheck", "hostcheck"), alone.spot("hostcheck"));
    assertEquals(Sight.HOST, alone.sight());
    assertTrue(alone.runs("hostcheck"));
    assertFalse(alone.runs("probe"));
    assertEquals(CHECKED, alone.cards().get(0).complete());
    assertEquals(UNCHECKED, new WidgetPage(HOSTCHECK, "en").cards().get(0).complete());
    assertEquals(List.of(), alone.repairs());
    assertEquals(List.of(), alone.tables());
  }

  @Test
  void a_card_asks_where_its_question_offers_something() {
    assertFalse(FIRST.asks());
    assertFalse(Card.of("leads", HOSTCHECK, Map.of(), Sheet.question()).asks());
    assertTrue(Card.of("asks", HOSTCHECK, Map.of(), Sheet.question("answered")).asks());
  }

  @Test
  void a_card_offers_the_outcomes_of_its_options_and_no_others() {
    Card asks = Card.of("asks", HOSTCHECK, Map.of(), Sheet.question("answered", "rejected"));
    assertTrue(asks.offers("answered"));
    assertTrue(asks.offers("rejected"));
    assertFalse(asks.offers("refused"));
    assertFalse(FIRST.offers("answered"));
    assertFalse(Card.of("leads", HOSTCHECK, Map.of(), Sheet.question()).offers("answered"));
  }
}
