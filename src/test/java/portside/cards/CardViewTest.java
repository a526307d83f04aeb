package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import gg.jte.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.cards.CardView.OptionView;
import portside.cards.Question.Because;
import portside.experiments.Missing;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.debugger.Debugger;
import portside.experiments.owner.Owner;
import portside.experiments.whoami.Whoami;
import portside.net.IpAddresses;
import portside.page.Json;
import portside.page.Words;
import portside.process.Children;
import portside.programs.FewPythons;
import portside.programs.Programs;

/** What a reader is shown of a card, at each moment of its run. */
final class CardViewTest {
  private static final Registered<?, ?> OWNER = Registered.of(new Owner());
  private static final Registered<?, ?> WHOAMI = Registered.of(new Whoami(IpAddresses.LOOPBACK));
  private static final Missing LACK = new Missing("no-port");
  private static final Content EVIDENCE = output -> output.writeContent("what was measured");

  private static final Because SOMEBODY = new Because(List.of("found", "hidden"), "somebody's");
  private static final Because OTHERWISE = new Because(List.of(Question.OTHER), "anything else");

  private static final Question QUESTION =
      new Question(
          "Who?",
          List.of(
              new Question.Option("found", "<b>found</b>"),
              new Question.Option("nobody", "<i>nobody</i>")),
          List.of(SOMEBODY, OTHERWISE),
          "");

  /** Text before a run whose settings are the reader's. */
  private static final Question TEXT =
      new Question("", List.of(), List.of(SOMEBODY, OTHERWISE), "");

  private static final Map<String, String> ASKED = Map.of("port", "7000");
  private static final Map<String, String> ANOTHER = Map.of("port", "7001");

  /** A card and who looks at it, at one moment. */
  private record Look(
      Registered<?, ?> experiment,
      @Nullable Question question,
      Role role,
      @Nullable RunState run,
      @Nullable String prediction,
      @Nullable Missing missing,
      @Nullable Content evidence,
      boolean asks) {

    static Look at(Registered<?, ?> experiment, @Nullable Question question) {
      return new Look(experiment, question, Role.HOST, null, null, null, null, false);
    }

    Look by(Role who) {
      return new Look(experiment, question, who, run, prediction, missing, evidence, asks);
    }

    Look with(RunState its) {
      return new Look(experiment, question, role, its, prediction, missing, evidence, asks);
    }

    Look predicted(String outcome) {
      return new Look(experiment, question, role, run, outcome, missing, evidence, asks);
    }

    Look lacking() {
      return new Look(experiment, question, role, run, prediction, LACK, evidence, asks);
    }

    Look measured() {
      return new Look(experiment, question, role, run, prediction, missing, EVIDENCE, asks);
    }

    Look inClass() {
      return new Look(experiment, question, role, run, prediction, missing, evidence, true);
    }

    CardView view() {
      return new CardView(
          Card.of("who", experiment, experiment == OWNER ? ASKED : Map.of(), question),
          Words.of("page", "en"),
          experiment.words("en"),
          "en",
          new Reader(role, role.sight(), null),
          "/en/ports",
          run,
          prediction,
          missing,
          output -> {},
          evidence,
          false,
          asks,
          false);
    }
  }

  private static Look asking() {
    return Look.at(OWNER, QUESTION);
  }

  private static Look text() {
    return Look.at(OWNER, TEXT);
  }

  private static Look bare() {
    return Look.at(OWNER, null);
  }

  private static RunState settled(Map<String, String> given, String outcome) {
    return Stood.settled(OWNER, given, outcome, Stood.NOBODY);
  }

  @Test
  void it_has_its_experiments_name() {
    assertEquals("owner", bare().view().name());
  }

  @Test
  void what_is_missing_keeps_it_from_running_unless_the_settings_can_be_changed() {
    assertTrue(asking().view().canRun());
    assertFalse(asking().lacking().view().canRun(), "its settings are fixed");
    assertTrue(bare().lacking().view().canRun());
    assertFalse(Look.at(WHOAMI, null).lacking().view().canRun(), "it has no settings");
    assertTrue(Look.at(WHOAMI, null).view().canRun());
  }

  @Test
  void who_may_run_it_is_up_to_its_experiment() {
    assertTrue(bare().view().mayRun());
    assertFalse(bare().by(Role.GUEST).view().mayRun());
    assertFalse(bare().by(Role.GUEST).view().canRun());
    assertTrue(Look.at(WHOAMI, null).by(Role.GUEST).view().mayRun());
  }

  @Test
  void a_guest_asks_somebody_elses_computer_and_after_a_run_it_is_done_again() {
    Look who = Look.at(WHOAMI, null);
    assertEquals("run", who.view().toRun());
    assertEquals("run.guest", who.by(Role.GUEST).view().toRun());
    assertEquals("run.again", who.with(Stood.alive(WHOAMI, Map.of())).view().toRun());
  }

  @Test
  void only_the_host_asks_a_class_and_only_what_there_is_to_ask_and_to_run() {
    assertTrue(asking().inClass().view().mayAsk());
    assertFalse(asking().view().mayAsk(), "there is no class");
    assertFalse(bare().inClass().view().mayAsk(), "there is no question");
    assertFalse(asking().inClass().lacking().view().mayAsk(), "nothing would answer it");
    Question forAll = new Question("Where?", QUESTION.options(), List.of(), "");
    assertFalse(Look.at(WHOAMI, forAll).inClass().by(Role.GUEST).view().mayAsk());
  }

  @Test
  void its_answers_show_which_was_predicted_and_which_came_out() {
    assertEquals(
        List.of(
            new OptionView("found", "<b>found</b>", true, false),
            new OptionView("nobody", "<i>nobody</i>", false, true)),
        asking().predicted("found").with(settled(ASKED, "nobody")).view().options());
  }

  @Test
  void a_run_with_other_settings_is_no_answer_to_what_was_asked() {
    CardView view = asking().predicted("found").with(settled(ANOTHER, "found")).view();
    assertEquals(
        List.of(
            new OptionView("found", "<b>found</b>", true, false),
            new OptionView("nobody", "<i>nobody</i>", false, false)),
        view.options());
    assertNull(view.right());
    assertEquals(Optional.empty(), view.actual());
    assertNull(view.because());
  }

  @Test
  void without_answers_there_is_nothing_to_choose() {
    assertEquals(List.of(), bare().view().options());
    assertEquals(List.of(), text().view().options());
  }

  @Test
  void the_settings_are_the_readers_where_nothing_is_predicted_and_stay_as_they_were_run() {
    assertEquals(List.of("Port 7000", "Protocol tcp"), fields(bare()));
    assertEquals(
        List.of("Port 7001", "Protocol udp"),
        fields(bare().with(Stood.alive(OWNER, Map.of("port", "7001", "protocol", "udp")))));
    assertEquals(List.of(), fields(asking()));
    assertEquals(Map.of(), bare().view().fixed());
    assertEquals(ASKED, asking().view().fixed());
  }

  private static List<String> fields(Look look) {
    return look.view().fields().stream().map(field -> field.label() + " " + field.value()).toList();
  }

  @Test
  void a_prediction_is_right_or_wrong_only_by_what_came_out() {
    assertEquals(true, asking().predicted("nobody").with(settled(ASKED, "nobody")).view().right());
    assertEquals(false, asking().predicted("found").with(settled(ASKED, "nobody")).view().right());
    assertNull(asking().with(settled(ASKED, "nobody")).view().right(), "nothing was predicted");
    assertNull(asking().predicted("found").view().right(), "nothing has run");
    assertNull(asking().predicted("found").with(Stood.alive(OWNER, ASKED)).view().right());
    assertNull(
        asking().predicted("found").with(settled(ASKED, Missing.CANNOT_TELL)).view().right(),
        "what cannot tell proves nobody wrong");
  }

  @Test
  void prediction_and_answer_are_said_in_the_words_of_the_options() {
    CardView view = asking().predicted("found").with(settled(ASKED, "nobody")).view();
    assertEquals(Optional.of("<b>found</b>"), view.predicted());
    assertEquals(Optional.of("<i>nobody</i>"), view.actual());
    assertEquals(Optional.empty(), asking().view().predicted());
    assertEquals(Optional.empty(), asking().with(Stood.alive(OWNER, ASKED)).view().actual());
    assertEquals(Optional.empty(), bare().with(settled(ASKED, "nobody")).view().actual());
  }

  @Test
  void what_came_out_is_explained_and_the_rest_is_what_would_have_been() {
    CardView found = asking().with(settled(ASKED, "found")).view();
    assertTrue(found.explains());
    assertEquals(SOMEBODY, found.because());
    assertEquals(List.of(OTHERWISE), found.otherwise());
    assertEquals(OTHERWISE, asking().with(settled(ASKED, "nobody")).view().because());
    assertNull(asking().view().because());
    assertEquals(List.of(SOMEBODY, OTHERWISE), asking().view().otherwise());
    assertNull(asking().with(Stood.alive(OWNER, ASKED)).view().because());
  }

  @Test
  void what_nobody_has_explained_stays_so() {
    assertFalse(bare().view().explains());
    assertNull(bare().with(settled(ASKED, "found")).view().because());
    Question silent = new Question("Who?", QUESTION.options(), List.of(), "");
    assertFalse(Look.at(OWNER, silent).view().explains());
    assertNull(Look.at(OWNER, silent).with(settled(ASKED, "found")).view().because());
  }

  @Test
  void where_the_settings_are_the_readers_a_run_with_any_of_them_is_explained() {
    assertEquals(SOMEBODY, text().with(settled(ANOTHER, "hidden")).view().because());
    assertNull(text().view().because());
    assertNull(text().with(Stood.alive(OWNER, ANOTHER)).view().because());
  }

  @Test
  void an_explanation_belongs_to_answers_or_else_to_sentences_about_the_settings() {
    assertEquals(List.of("<b>found</b>"), asking().view().explained(SOMEBODY));
    Because nobody = new Because(List.of("nobody"), "");
    assertEquals(List.of("No process has port 7000 (TCP)."), text().view().explained(nobody));
    assertEquals(
        List.of("No process has port 7001 (TCP)."),
        text().with(settled(ANOTHER, "nobody")).view().explained(nobody));
    assertEquals(List.of(), text().view().explained(OTHERWISE), "no sentence says it");
  }

  @Test
  void a_page_follows_the_run_at_its_card_and_at_the_moment_that_it_looks_at() throws Exception {
    RunState run = Stood.alive(OWNER, ASKED);
    JsonNode now = Json.read(bare().with(run).view().fieldsToFollow());
    assertEquals(Json.read("{\"_page\":\"/en/ports\",\"_card\":\"who\"}"), now);
    JsonNode then = Json.read(bare().with(Stood.lookedBack(run, 2)).view().fieldsToFollow());
    assertEquals("2", then.path("_moment").asText());
    assertEquals(now, Json.read(bare().view().fieldsToFollow()));
  }

  @Test
  void a_page_without_a_script_looks_again_at_an_address_that_it_has_not_been_at() {
    CardView view = bare().with(Stood.alive(OWNER, ASKED)).view();
    String address = view.lookAgain();
    assertTrue(address.matches("/en/ports\\?run=a-run&_card=who&_at=\\d+#who"), address);
    assertNotEquals(address, view.lookAgain());
    assertTrue(bare().view().lookAgain().startsWith("/en/ports?run=&_card=who&"));
  }

  @Test
  void what_came_out_is_said_once_it_is_known() {
    assertNull(bare().view().said());
    assertNull(bare().with(Stood.alive(OWNER, ASKED)).view().said());
    assertEquals(
        "No process has port 7001 (TCP).", bare().with(settled(ANOTHER, "nobody")).view().said());
  }

  @Test
  void an_explanation_comes_before_the_evidence_but_waits_for_the_answer() {
    assertFalse(bare().measured().view().evidenceFirst());
    assertTrue(bare().measured().with(Stood.alive(OWNER, ASKED)).view().evidenceFirst());
    assertFalse(bare().measured().with(settled(ASKED, "nobody")).view().evidenceFirst());
    assertFalse(bare().measured().with(settled(ASKED, "nobody")).view().stopsItself());
  }

  /** What the reader goes on with has a button to stop it, and stands at the top. */
  @Test
  void a_workbench_stays_at_the_top_and_is_stopped_there(Children children) {
    try (Programs programs = FewPythons.programs(children)) {
      Registered<?, ?> debugger = Registered.of(new Debugger(programs));
      Look look = Look.at(debugger, null);
      RunState run = Stood.settled(debugger, Map.of(), "ran-to-the-end", null);
      assertTrue(look.measured().with(run).view().stopsItself());
      assertTrue(look.measured().with(run).view().evidenceFirst());
      assertFalse(look.with(run).view().stopsItself(), "there is nothing yet to hold the button");
    }
  }
}
