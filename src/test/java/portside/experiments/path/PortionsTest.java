package portside.experiments.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portside.experiments.Trial;
import portside.net.ThisComputer;
import portside.testing.Alone;

@Alone
class PortionsTest {
  private static final InetAddress PHONE = Trial.address("198.51.100.9");
  private static final InetAddress TABLET = Trial.address("198.51.100.8");

  private final Portions portions = new Portions(ThisComputer.now());

  @Test
  void one_page_has_its_turn_at_a_time() throws Exception {
    assertFalse(portions.busy());
    assertEquals(Portions.PORTION, portions.begin(PHONE, "a").orElseThrow().length());
    assertTrue(portions.busy());
    assertEquals(Optional.empty(), portions.begin(TABLET, "a"), "another device");
    assertEquals(Optional.empty(), portions.begin(PHONE, "b"), "another page of the same device");
    assertFalse(portions.got(TABLET, "a"));
    assertEquals(0, portions.rounds(), "only the page that got it ends the round");
    assertTrue(portions.got(PHONE, "a"), "there is more to come");
    assertEquals(1, portions.rounds());
  }

  @Test
  void a_round_that_has_not_begun_does_not_end() throws Exception {
    assertFalse(portions.got(PHONE, "a"));
    portions.begin(PHONE, "a");
    portions.got(PHONE, "a");
    assertFalse(portions.got(PHONE, "a"), "the same round twice");
    assertEquals(1, portions.rounds());
  }

  @Test
  void where_no_interface_fits_it_ends_without_a_verdict() throws Exception {
    boolean more = true;
    for (int i = 0; more; i++) {
      assertTrue(i < 200, "it never ends");
      portions.begin(PHONE, "a");
      more = portions.got(PHONE, "a"); // nothing was really sent
    }
    Portions.Found found = portions.found(Duration.ZERO).orElseThrow();
    assertEquals(PHONE, found.device());
    assertEquals(null, found.verdict());
    assertEquals(Optional.empty(), portions.begin(PHONE, "a"), "it is over");
  }
}
