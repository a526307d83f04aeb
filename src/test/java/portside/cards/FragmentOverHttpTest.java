package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.cards.Visitor.chosen;
import static portside.cards.Visitor.part;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portside.testing.TestSite;

/** What of a page changes by a run, and for whom. */
final class FragmentOverHttpTest {
  private static final String TABLE = "conflicts-compared";
  private static TestSite site;
  private static Visitor host;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
    host = Visitor.host(itsSite);
  }

  private static String ran(String experiment, String parameters) {
    return "/runs/" + host.ran(experiment, parameters).path("run").asText();
  }

  @Test
  void a_run_changes_no_card_of_another_experiment() {
    String run = ran("whoami", "");
    String there = host.fragment(run + "?_page=/en/wildcard&_card=who");
    assertTrue(there.contains("id=\"who-said\"") && there.contains("data-run="), there);
    String other = host.fragment(run + "?_page=/en/wildcard&_card=all-doors");
    assertFalse(other.contains("id=\"all-doors-said\"") || other.contains("data-run="), other);
    // What the run settles is the same wherever the reader looks.
    assertTrue(other.contains("id=\"same-computer\""), other);
  }

  @Test
  void of_the_claims_it_changes_those_that_it_settles() {
    String run = ran("probe", "{\"address\":\"203.0.113.1\",\"port\":8080}");
    String part = host.fragment(run + "?_page=/en/wildcard&_card=not-my-door");
    assertTrue(part.contains("id=\"only-own-addresses\""), part);
    assertFalse(part.contains("id=\"same-computer\""), part);
  }

  @Test
  void of_the_sentences_it_changes_those_one_of_whose_wordings_it_settles() {
    String part = host.fragment(ran("hostcheck", "") + "?_page=/en/sentences&_card=repair-host");
    assertTrue(part.contains("id=\"repair-host\""), part);
    assertFalse(part.contains("id=\"repair-redirect\""), part);
  }

  @Test
  void every_choice_of_words_gets_its_own() {
    String run = ran("hostcheck", "") + "?_page=/en/sentences&_card=repair-host&_prediction=";
    for (String words : new String[] {"0", "1", "0"}) {
      assertEquals(chosen(host.fragment(run + words)).get(0), words);
    }
  }

  @Test
  void of_the_comparisons_it_changes_those_that_have_a_cell_for_it() {
    String page = "?_page=/en/ports&_card=same-door";
    String fills = host.fragment(ran("conflict", "{\"second\":\"0.0.0.0\"}") + page);
    assertTrue(part(fills, "form", TABLE).contains("data-outcome=\"second-fails\""), fills);
    String none = host.fragment(ran("conflict", "") + page);
    assertTrue(none.contains("id=\"same-door-said\""), none);
    assertFalse(none.contains("id=\"" + TABLE + "\""), none);
  }

  /** What stands in the other cells is of each person, whoever asks first. */
  @Test
  void every_person_gets_a_comparison_of_their_own() {
    String run = ran("conflict", "{\"second\":\"0.0.0.0\"}") + "?_page=/en/ports";
    Visitor predicts = Visitor.host(site);
    Visitor other = Visitor.host(site);
    predicts.htmx("/tables/" + TABLE, "_page=/en/ports&" + Table.name(1, 1) + "=both-listen");
    for (int i = 0; i < 2; i++) {
      assertEquals("both-listen", chosen(predicts.fragment(run)).get(0));
      assertEquals(0, chosen(other.fragment(run)).size());
    }
  }

  @Test
  void before_its_run_a_card_shows_what_runs_where_it_asks_nothing() {
    String page = host.page("/en/debugger");
    assertTrue(page.contains("id=\"waiting-tab-before\""), "the program");
    assertFalse(page.contains("id=\"stop-here-before\""), "the text shows it");
  }
}
