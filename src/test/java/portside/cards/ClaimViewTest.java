package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Role;
import portside.cards.Repair.Wording;
import portside.experiments.Missing;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.conflict.Conflict;
import portside.experiments.conflict.ConflictEvidence;
import portside.experiments.owner.Owner;
import portside.experiments.whoami.Whoami;
import portside.net.IpAddresses;
import portside.page.Words;

/** What a run says of a sentence, and of one that is to be repaired. */
final class ClaimViewTest {
  private static final Registered<?, ?> OWNER = Registered.of(new Owner());
  private static final Registered<?, ?> CONFLICT = Registered.of(new Conflict());
  private static final Registered<?, ?> WHOAMI = Registered.of(new Whoami(IpAddresses.LOOPBACK));
  private static final Missing LACK = new Missing("no-port");
  private static final Map<String, String> PORT = Map.of("port", "7000");
  private static final Claim CLAIM = claim(OWNER, PORT, "nobody");

  private static Claim claim(Registered<?, ?> experiment, Map<String, String> given, String hold) {
    return Claim.of("c", experiment, given, List.of(hold), "A sentence.", "");
  }

  private static ClaimView view(
      Claim claim, Role role, @Nullable RunState run, @Nullable Missing missing) {
    return new ClaimView(
        claim,
        Words.of("page", "en"),
        claim.experiment().words("en"),
        "en",
        new Reader(role, role.sight(), null),
        "/en/ports",
        run,
        missing,
        null);
  }

  private static ClaimView host(@Nullable RunState run) {
    return view(CLAIM, Role.HOST, run, null);
  }

  private static RunState settled(String outcome) {
    return Stood.settled(OWNER, PORT, outcome, Stood.NOBODY);
  }

  @Test
  void it_is_settled_by_a_run_of_its_experiment_with_all_of_its_settings() {
    assertTrue(ClaimView.settledBy(CLAIM, Stood.alive(OWNER, PORT)));
    assertTrue(
        ClaimView.settledBy(CLAIM, Stood.alive(OWNER, Map.of("port", "7000", "protocol", "tcp"))),
        "a default may be said or not");
    assertFalse(ClaimView.settledBy(CLAIM, Stood.alive(OWNER, Map.of("port", "7001"))));
    assertTrue(ClaimView.tests(CLAIM, OWNER, CLAIM.complete()));
    assertFalse(ClaimView.tests(CLAIM, WHOAMI, CLAIM.complete()), "another experiment");
  }

  @Test
  void it_holds_or_differs_by_what_came_out() {
    assertEquals("open", host(null).verdict());
    assertEquals("running", host(Stood.alive(OWNER, PORT)).verdict());
    assertEquals("holds", host(settled("nobody")).verdict());
    assertEquals("differs", host(settled("found")).verdict());
    assertEquals("open", host(Stood.stopped(OWNER, PORT)).verdict(), "nothing is known as before");
  }

  @Test
  void it_cannot_be_tested_where_something_is_missing_or_the_run_could_not_tell() {
    assertEquals("untestable", view(CLAIM, Role.HOST, null, LACK).verdict());
    assertEquals("untestable", host(Stood.lacking(OWNER, PORT, LACK)).verdict());
    assertEquals("untestable", host(settled(Missing.CANNOT_TELL)).verdict());
    assertEquals("holds", view(CLAIM, Role.HOST, settled("nobody"), LACK).verdict(), "it was here");
  }

  @Test
  void what_is_missing_is_said_as_it_is_now_and_else_as_it_was_found_by_the_run() {
    Missing found = new Missing("disk");
    RunState run = Stood.lacking(OWNER, PORT, found);
    assertEquals(LACK, view(CLAIM, Role.HOST, run, LACK).lacking());
    assertEquals(found, host(run).lacking());
    assertEquals(LACK, view(CLAIM, Role.HOST, null, LACK).lacking());
    assertNull(host(null).lacking());
  }

  @Test
  void it_is_tested_by_who_may_run_its_experiment_where_nothing_is_missing() {
    assertTrue(host(null).canRun());
    assertFalse(view(CLAIM, Role.HOST, null, LACK).canRun());
    assertFalse(view(CLAIM, Role.GUEST, null, null).canRun());
    assertTrue(view(claim(WHOAMI, Map.of(), "loopback"), Role.GUEST, null, null).canRun());
  }

  @Test
  void what_came_out_is_said_once_it_is_known() {
    assertNull(host(null).said());
    assertNull(host(Stood.alive(OWNER, PORT)).said());
    assertEquals("No process has port 7000 (TCP).", host(settled("nobody")).said());
  }

  private static final Map<String, String> UDP = Map.of("secondProtocol", "udp");
  private static final Map<String, String> ANYWHERE = Map.of("second", "0.0.0.0");

  private static final Repair REPAIR =
      new Repair(
          "r",
          CONFLICT,
          "They conflict ",
          ".",
          List.of(
              new Wording("by different protocols", claim(CONFLICT, UDP, "second-fails")),
              new Wording("at every address", claim(CONFLICT, ANYWHERE, "second-fails"))),
          "They conflict where protocol, address and port overlap.");

  @Test
  void a_sentence_to_repair_is_settled_by_a_run_of_any_of_its_wordings() {
    assertTrue(REPAIR.settledBy(Stood.alive(CONFLICT, UDP)));
    assertTrue(REPAIR.settledBy(Stood.alive(CONFLICT, ANYWHERE)));
    assertFalse(REPAIR.settledBy(Stood.alive(CONFLICT, Map.of())));
  }

  @Test
  void a_wording_is_chosen_by_its_number_and_sets_what_is_run() {
    assertEquals(Optional.of(0), REPAIR.chosen("0"));
    assertEquals(Optional.of(1), REPAIR.chosen("1"));
    assertEquals(ANYWHERE, REPAIR.values("1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "99", "100", "-1", "x", "", "99999999999"})
  void what_is_in_no_list_chooses_nothing(String words) {
    assertEquals(Optional.empty(), REPAIR.chosen(words));
    assertEquals(Map.of(), REPAIR.values(words));
  }

  private static RepairView repair(Role role, @Nullable RunState run, @Nullable Missing missing) {
    return new RepairView(REPAIR, 1, view(REPAIR.wordings().get(1).claim(), role, run, missing));
  }

  @Test
  void the_true_sentence_is_told_to_who_has_tried_or_cannot_try() {
    RunState wrong = Stood.settled(CONFLICT, ANYWHERE, "both-listen", found());
    assertFalse(repair(Role.HOST, null, null).tells());
    assertFalse(repair(Role.HOST, Stood.alive(CONFLICT, ANYWHERE), null).tells());
    assertTrue(repair(Role.HOST, wrong, null).tells());
    assertTrue(repair(Role.HOST, null, LACK).tells());
    assertTrue(repair(Role.GUEST, null, null).tells());
  }

  @Test
  void it_is_repaired_with_words_that_hold_here() {
    RunState right = Stood.settled(CONFLICT, ANYWHERE, "second-fails", found());
    RunState wrong = Stood.settled(CONFLICT, ANYWHERE, "both-listen", found());
    assertTrue(repair(Role.HOST, right, null).repaired());
    assertFalse(repair(Role.HOST, wrong, null).repaired());
    assertFalse(repair(Role.HOST, null, null).repaired());
  }

  @Test
  void who_may_not_run_it_reads_it_only() {
    assertTrue(repair(Role.HOST, null, LACK).mayRun(), "other words may not lack anything");
    assertFalse(repair(Role.GUEST, null, null).mayRun());
  }

  private static Record found() {
    return new ConflictEvidence(50_000, null, null, null);
  }
}
