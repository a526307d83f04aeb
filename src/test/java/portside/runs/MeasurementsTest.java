package portside.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import portside.experiments.Action;
import portside.experiments.BadInput;
import portside.experiments.Trial;

/** What browsers tell a run, until it takes it. */
final class MeasurementsTest {
  private final Measurements measurements = new Measurements();

  private void tell(int person, int what) {
    measurements.add(
        new Action(
            "seen", Map.of("what", "" + what), Trial.person(person, "192.168.0." + person % 200)));
  }

  private List<Integer> taken() {
    return measurements.take().stream()
        .map(action -> Integer.parseInt(action.fields().get("what")))
        .toList();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void everything_is_taken_once_and_in_its_order() {
    for (int i = 0; i < 3_000; i++) {
      tell(i % 500, i);
    }
    assertEquals(numbers(0, 3_000), taken());
    assertEquals(List.of(), taken());
    tell(1, 7);
    assertEquals(List.of(7), taken());
  }

  @Test
  void who_tells_too_much_loses_the_oldest_of_their_own_and_nobody_elses() {
    tell(1, -1);
    for (int i = 0; i < 1_000; i++) {
      tell(2, i);
    }
    tell(3, -3);
    List<Integer> taken = taken();
    assertEquals(-1, taken.get(0));
    assertEquals(-3, taken.get(taken.size() - 1));
    assertEquals(numbers(1_000 - Measurements.OF_ONE, 1_000), taken.subList(1, taken.size() - 1));
  }

  @Test
  void where_all_together_tell_too_much_the_oldest_is_lost() {
    for (int i = 0; i < Measurements.MOST + 50; i++) {
      tell(i, i);
    }
    assertEquals(numbers(50, Measurements.MOST + 50), taken());
  }

  @Test
  void made_up_persons_take_nothing_from_others() {
    tell(1, -1);
    for (int i = 0; i < 3 * Measurements.MOST; i++) {
      measurements.add(
          new Action("seen", Map.of("what", "" + i), Trial.person(1_000 + i, "192.168.0.201")));
    }
    tell(2, -2);
    List<Integer> taken = taken();
    assertEquals(-1, taken.get(0));
    assertEquals(-2, taken.get(taken.size() - 1));
    assertEquals(Measurements.MOST, taken.size());
  }

  @Test
  void what_has_been_taken_counts_no_more() {
    tellAsMany(Measurements.MOST, 7);
    measurements.take();
    tellAsMany(Measurements.MOST / 2 + 1, 8);
    tellAsMany(Measurements.MOST / 2, 9);
    assertEquals(Measurements.MOST, measurements.take().size());
  }

  /** So many persons of one network, each once. */
  private void tellAsMany(int persons, int network) {
    for (int i = 0; i < persons; i++) {
      String address = "198.51.%d.%d".formatted(network, i % 200);
      measurements.add(new Action("seen", Map.of(), Trial.person(i, address)));
    }
  }

  @Test
  void what_is_longer_than_any_measurement_is_refused() {
    String longest = "x".repeat(Measurements.LONGEST - "what".length());
    measurements.add(new Action("seen", Map.of("what", longest), Trial.host()));
    Action tooLong = new Action("seen", Map.of("what", longest + "x"), Trial.host());
    assertThrows(BadInput.class, () -> measurements.add(tooLong));
    assertEquals(1, measurements.take().size());
  }
}
