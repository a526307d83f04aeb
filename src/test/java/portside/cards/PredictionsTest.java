package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portside.access.Caller;
import portside.access.Person;
import portside.access.Role;
import portside.experiments.Spot;
import portside.experiments.Trial;

/** Nobody can push out what another one predicted. */
final class PredictionsTest {
  private static final Spot CARD = new Spot("wildcard", "all-doors");

  /** Person {@code pupil} has answered "in-use" in class. */
  private static final InClass CLASS =
      new InClass() {
        @Override
        public boolean isOn() {
          return true;
        }

        @Override
        public boolean asks(Spot card) {
          return false;
        }

        @Override
        public Optional<String> answer(@Nullable Person person, Spot card) {
          return new Person("pupil").equals(person) ? Optional.of("in-use") : Optional.empty();
        }
      };

  private final Predictions predictions = new Predictions(CLASS);

  private static Caller caller(Role role, String address, String person) {
    Caller one = Trial.caller(role, address, 51_000, "192.168.0.10", 7_070);
    return new Caller(
        one.role(),
        new Person(person),
        one.address(),
        one.port(),
        one.localAddress(),
        one.localPort(),
        one.host());
  }

  @Test
  void an_answer_in_class_is_a_prediction_of_who_has_made_none_at_the_card() {
    Caller pupil = caller(Role.GUEST, "198.51.100.8", "pupil");
    assertEquals(Optional.of("in-use"), predictions.of(pupil, CARD));
    predictions.put(pupil, CARD, "free");
    assertEquals(Optional.of("free"), predictions.of(pupil, CARD));
  }

  @Test
  void a_guest_who_makes_up_persons_pushes_out_only_who_is_behind_the_same_address() {
    Caller host = caller(Role.HOST, "127.0.0.1", "host");
    Caller other = caller(Role.GUEST, "198.51.100.8", "other");
    Caller first = caller(Role.GUEST, "198.51.100.9", "first");
    predictions.put(host, CARD, "free");
    predictions.put(other, CARD, "in-use");
    predictions.put(first, CARD, "free");
    for (int i = 0; i < 6_000; i++) {
      predictions.put(caller(Role.GUEST, "198.51.100.9", "made up " + i), CARD, "free");
    }
    assertEquals(Optional.of("free"), predictions.of(host, CARD));
    assertEquals(Optional.of("in-use"), predictions.of(other, CARD));
    assertEquals(Optional.empty(), predictions.of(first, CARD));
  }

  @Test
  void a_class_behind_one_address_keeps_all_of_its_predictions() {
    for (int i = 0; i < 300; i++) {
      predictions.put(caller(Role.GUEST, "198.51.100.9", "device " + i), CARD, "o" + i);
    }
    for (int i = 0; i < 300; i++) {
      assertEquals(
          Optional.of("o" + i),
          predictions.of(caller(Role.GUEST, "198.51.100.9", "device " + i), CARD));
    }
  }

  @Test
  void the_share_of_an_address_is_used_to_its_last_place_and_no_further() {
    Caller first = caller(Role.GUEST, "198.51.100.9", "device 1");
    for (int i = 1; i <= Predictions.BEHIND_ONE_ADDRESS; i++) {
      predictions.put(caller(Role.GUEST, "198.51.100.9", "device " + i), CARD, "free");
    }
    assertEquals(Optional.of("free"), predictions.of(first, CARD)); // which makes it the latest
    predictions.put(caller(Role.GUEST, "198.51.100.9", "one more"), CARD, "free");
    assertEquals(
        Optional.empty(), predictions.of(caller(Role.GUEST, "198.51.100.9", "device 2"), CARD));
    assertEquals(Optional.of("free"), predictions.of(first, CARD));
  }

  @Test
  void the_later_one_counts() {
    Caller host = caller(Role.HOST, "127.0.0.1", "host");
    predictions.put(host, CARD, "free");
    predictions.put(host, CARD, "in-use");
    assertEquals(Optional.of("in-use"), predictions.of(host, CARD));
  }
}
