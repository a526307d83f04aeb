package portside.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portside.net.IpAddresses;

final class CrowdTest {
  private final Crowd<String, String> crowd = new Crowd<>(4);

  private void comes(String who, String from) {
    InetAddress address = IpAddresses.parse(from).orElseThrow();
    assertEquals(who, crowd.of(who, address, () -> who));
  }

  @Test
  void made_up_persons_push_out_each_other_and_nobody_else() {
    comes("a", "192.0.2.1");
    comes("b", "192.0.2.2");
    for (int i = 0; i < 100; i++) {
      comes("made up " + i, "192.0.2.66");
    }
    assertEquals(Set.of("a", "b", "made up 98", "made up 99"), crowd.all().keySet());
  }

  @Test
  void a_device_with_many_addresses_is_one_network() {
    comes("a", "2001:db8:0:1::1");
    comes("b", "2001:db8:0:2::1");
    for (int i = 0; i < 100; i++) {
      comes("made up " + i, "2001:db8:0:9::" + Integer.toHexString(i + 1));
    }
    assertTrue(crowd.all().keySet().containsAll(Set.of("a", "b")), crowd.all().toString());
  }

  @Test
  void of_a_class_behind_one_address_whoever_was_silent_longest_gives_way() {
    List.of("a", "b", "c", "d").forEach(who -> comes(who, "192.0.2.1"));
    comes("a", "192.0.2.1");
    comes("e", "192.0.2.1");
    assertEquals(List.of("c", "d", "a", "e"), List.copyOf(crowd.all().keySet()));
    crowd.clear();
    comes("f", "192.0.2.1");
    assertEquals(Set.of("f"), crowd.all().keySet());
  }

  @Test
  void who_has_gone_does_not_count_any_more() {
    List.of("b 1", "a 1", "a 2", "c 1").forEach(this::comesFromIts);
    comesFromIts("d 1");
    assertEquals(Set.of("b 1", "a 2", "c 1", "d 1"), crowd.all().keySet());
    comesFromIts("e 1");
    assertEquals(Set.of("a 2", "c 1", "d 1", "e 1"), crowd.all().keySet());
  }

  @Test
  void nobody_pays_for_a_network_that_was_forgotten() {
    List.of("a 1", "a 2", "a 3", "a 4").forEach(this::comesFromIts);
    crowd.clear();
    List.of("c 1", "b 1", "b 2", "d 1", "e 1").forEach(this::comesFromIts);
    assertEquals(Set.of("c 1", "b 2", "d 1", "e 1"), crowd.all().keySet());
  }

  /** The letter of a name is its network. */
  private void comesFromIts(String who) {
    comes(who, "192.0.2." + (int) who.charAt(0));
  }
}
