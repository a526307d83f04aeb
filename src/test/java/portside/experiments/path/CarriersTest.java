package portside.experiments.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portside.experiments.path.Carriers.Round;
import portside.experiments.path.Carriers.Verdict;
import portside.net.Traffic;

/** Telling our own bytes from everybody else's. */
class CarriersTest {
  private static final long PORTION = 250_000;
  private final Random random = new Random(1);

  @Test
  void what_grows_by_what_we_sent_has_carried_it() {
    List<Round> rounds = rounds(16, i -> PORTION + 400, i -> 0, i -> 90, i -> 90);
    assertEquals(Optional.of(new Verdict(true, "lo")), decide(rounds, true));
    assertEquals(Map.of("lo", 16, "eth0", 0), Carriers.matches(rounds));
  }

  @Test
  void what_leaves_by_another_interface_has_left() {
    List<Round> rounds = rounds(16, i -> 0, i -> 0, i -> PORTION + 9_000, i -> 300);
    assertEquals(Optional.of(new Verdict(false, "eth0")), decide(rounds, true));
  }

  @Test
  void a_steady_stream_of_others_does_not_count_as_ours() {
    List<Round> rounds =
        rounds(16, i -> PORTION, i -> 0, i -> 10 * PORTION, i -> 10 * PORTION + i % 2);
    assertEquals(Optional.of(new Verdict(true, "lo")), decide(rounds, true));
  }

  @Test
  void others_that_are_as_loud_as_we_are_in_any_half_do_not_flip_it() {
    for (int i = 0; i < 500; i++) {
      List<Round> rounds =
          rounds(16, r -> PORTION, r -> 0, r -> any(20 * PORTION), r -> any(20 * PORTION));
      Optional<Verdict> verdict = decide(rounds, true);
      // At worst it asks for more rounds.
      assertEquals(new Verdict(true, "lo"), verdict.orElse(new Verdict(true, "lo")));
    }
  }

  @Test
  void a_burst_of_others_in_a_few_rounds_changes_nothing() {
    List<Round> rounds = rounds(16, i -> PORTION, i -> 0, i -> i < 4 ? 10_000_000 : 0, i -> 0);
    assertEquals(Optional.of(new Verdict(true, "lo")), decide(rounds, true));
  }

  @Test
  void two_that_fit_need_more_rounds() {
    assertEquals(
        Optional.empty(), decide(rounds(16, i -> PORTION, i -> 0, i -> PORTION, i -> 0), true));
  }

  @Test
  void where_the_loopback_is_not_counted_nothing_elsewhere_means_inside() {
    List<Round> silent = rounds(16, i -> 0, i -> 0, i -> 90, i -> 0);
    assertEquals(Optional.of(new Verdict(true, null)), decide(silent, false));
    assertEquals(Optional.empty(), decide(silent, true));
    List<Round> out = rounds(16, i -> 0, i -> 0, i -> PORTION, i -> 0);
    assertEquals(Optional.of(new Verdict(false, "eth0")), decide(out, false));
  }

  private interface Bytes {
    long in(int round);
  }

  private long any(long most) {
    return (long) (random.nextDouble() * most);
  }

  private static Optional<Verdict> decide(List<Round> rounds, boolean loopbackCounts) {
    return Carriers.decide(rounds, "lo"::equals, loopbackCounts);
  }

  private static List<Round> rounds(
      int count, Bytes loSending, Bytes loSilent, Bytes ethSending, Bytes ethSilent) {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rounds.add(
          new Round(
              PORTION,
              gain(loSending.in(i), ethSending.in(i)),
              gain(loSilent.in(i), ethSilent.in(i))));
    }
    return rounds;
  }

  private static Map<String, Traffic> gain(long lo, long eth) {
    return Map.of("lo", new Traffic(lo, lo), "eth0", new Traffic(0, eth));
  }
}
