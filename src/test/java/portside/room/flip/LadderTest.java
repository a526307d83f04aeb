package portside.room.flip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portside.instruments.HostFirewall;
import portside.net.IpAddresses;
import portside.page.Words;
import portside.room.flip.Rung.Step;

/** Each rung of the ladder, by what it is given. */
final class LadderTest {
  private static final String DOOR = "192.168.77.10";
  private static final String PHONE = "192.168.77.20";
  private static final HostFirewall ON =
      new HostFirewall(HostFirewall.State.ON, "ufw", "ENABLED=yes");
  private static final HostFirewall OFF =
      new HostFirewall(HostFirewall.State.OFF, "nftables", "no rules");

  /** A phone on the same network that fails at once while nobody else has tried. */
  private static final class Case {
    private Mark mark = Mark.FAILED;
    private String bound = "0.0.0.0";
    private String by = DOOR;
    private String from = PHONE;
    private String door = DOOR;
    private @Nullable Integer prefix = 24;
    private boolean own;
    private @Nullable Boolean ownAnswer = true;
    private boolean saw;
    private int answered;
    private HostFirewall firewall = HostFirewall.UNKNOWN;
    private boolean told = true;
    private boolean secure;
    private @Nullable String permission;
    private DeviceSystem system = DeviceSystem.OTHER;

    private Facts facts() {
      Told said = new Told(1, Mark.FAILED, 12, address(door), secure, permission, system, "abc");
      return new Facts(
          mark,
          told ? said : null,
          address(bound),
          address(door),
          address(by),
          address(from),
          prefix,
          own,
          ownAnswer,
          saw,
          answered,
          answered,
          firewall,
          mark == Mark.GONE ? 30 : 0);
    }

    private String rung(Step step) {
      Rung rung = Ladder.of(facts()).get(step.ordinal());
      assertEquals(step, rung.step());
      return rung.verdict().key() + " " + rung.ground().key() + " " + rung.because();
    }
  }

  private static InetAddress address(String text) {
    return IpAddresses.parse(text).orElseThrow();
  }

  @Test
  void a_server_on_loopback_is_the_cause_and_nothing_else_was_put_to_the_test() {
    Case it = new Case();
    it.bound = "127.0.0.1";
    it.ownAnswer = false;
    assertEquals("cause measured bound.loopback", it.rung(Step.BOUND));
    for (Step later : List.of(Step.FAMILY, Step.NETWORK, Step.COMPUTER, Step.DEVICE)) {
      assertEquals("later nothing later", it.rung(later));
    }
  }

  @Test
  void a_server_on_another_address_of_the_computer_is_the_cause() {
    Case it = new Case();
    it.bound = "10.0.0.5";
    assertEquals("cause measured bound.other", it.rung(Step.BOUND));
  }

  @Test
  void a_server_that_not_even_its_own_computer_reaches_is_the_cause() {
    Case it = new Case();
    it.ownAnswer = false;
    assertEquals("cause measured bound.silent", it.rung(Step.BOUND));
  }

  @Test
  void a_server_on_every_address_is_fine_the_more_so_when_this_computer_got_an_answer() {
    Case it = new Case();
    assertEquals("fine measured bound.own", it.rung(Step.BOUND));
    it.ownAnswer = null;
    assertEquals("fine measured bound.open", it.rung(Step.BOUND));
    it.saw = true;
    assertEquals("fine measured bound.saw", it.rung(Step.BOUND));
  }

  @Test
  void a_door_of_the_other_family_is_the_cause() {
    Case it = new Case();
    it.door = "fd77::10";
    it.by = "fd77::10";
    it.ownAnswer = false;
    assertEquals("fine measured bound.open", it.rung(Step.BOUND));
    assertEquals("cause measured family.other", it.rung(Step.FAMILY));
  }

  @Test
  void who_came_by_ipv6_may_have_no_ipv4_and_who_came_by_ipv4_has_it() {
    Case it = new Case();
    assertEquals("fine measured family.same", it.rung(Step.FAMILY));
    it.by = "fd77::10";
    it.from = "fd77::20";
    it.prefix = 64;
    assertEquals("maybe inferred family.came", it.rung(Step.FAMILY));
  }

  @Test
  void the_network_is_told_by_the_prefix_of_the_address_that_was_called() {
    Case it = new Case();
    assertEquals("fine measured network.same", it.rung(Step.NETWORK));
    it.from = "192.168.78.20";
    assertEquals("maybe inferred network.other", it.rung(Step.NETWORK));
    it.prefix = 16;
    assertEquals("fine measured network.same", it.rung(Step.NETWORK));
    it.prefix = null;
    assertEquals("unknown nothing network.unknown", it.rung(Step.NETWORK));
    it.own = true;
    assertEquals("fine measured network.own", it.rung(Step.NETWORK));
  }

  @Test
  void who_came_by_another_address_of_the_computer_may_have_no_way_to_this_one() {
    Case it = new Case();
    it.by = "192.168.137.1";
    it.from = "192.168.137.20";
    assertEquals("maybe inferred network.address", it.rung(Step.NETWORK));
    assertEquals("unknown nothing isolation.elsewhere", it.rung(Step.ISOLATION));
  }

  @Test
  void a_device_that_portside_hears_no_more_is_gone_and_says_nothing_of_the_server() {
    Case it = new Case();
    it.mark = Mark.GONE;
    assertEquals("cause measured network.gone", it.rung(Step.NETWORK));
    assertEquals("later nothing later", it.rung(Step.COMPUTER));
    assertEquals("later nothing later", it.rung(Step.ISOLATION));
  }

  @Test
  void one_other_device_that_came_in_clears_the_firewall_of_the_computer() {
    Case it = new Case();
    it.answered = 1;
    it.firewall = ON;
    assertEquals("fine measured computer.others", it.rung(Step.COMPUTER));
    it.saw = true;
    assertEquals("fine measured computer.saw", it.rung(Step.COMPUTER));
  }

  @Test
  void where_nobody_came_in_the_firewall_may_be_why_unless_it_is_off() {
    Case it = new Case();
    assertEquals("maybe inferred computer.failed", it.rung(Step.COMPUTER));
    it.mark = Mark.NO_ANSWER;
    assertEquals("maybe inferred computer.silent", it.rung(Step.COMPUTER));
    it.firewall = ON;
    assertEquals("maybe inferred computer.on.silent", it.rung(Step.COMPUTER));
    it.firewall = OFF;
    assertEquals("fine measured computer.off", it.rung(Step.COMPUTER));
    it.firewall = ON;
    it.mark = Mark.NOT_TRIED;
    assertEquals("unknown nothing computer.untried", it.rung(Step.COMPUTER));
    it.own = true;
    assertEquals("fine inferred computer.own", it.rung(Step.COMPUTER));
  }

  @Test
  void the_browser_tells_of_mixed_content_and_of_its_permission() {
    Case it = new Case();
    it.answered = 5;
    it.secure = true;
    assertEquals("cause measured device.mixed", it.rung(Step.DEVICE));
    assertEquals("later nothing later", it.rung(Step.ISOLATION));
    it.secure = false;
    it.permission = "denied";
    assertEquals("maybe measured device.denied", it.rung(Step.DEVICE));
    it.permission = "prompt";
    assertEquals("maybe measured device.prompt", it.rung(Step.DEVICE));
  }

  @Test
  void an_answer_that_was_sent_and_not_taken_was_lost_on_its_way_or_kept_out_by_the_device() {
    Case it = new Case();
    it.saw = true;
    assertEquals("maybe inferred device.saw", it.rung(Step.DEVICE));
  }

  @Test
  void the_device_itself_comes_into_question_only_when_others_came_in() {
    Case it = new Case();
    assertEquals("unknown nothing device.nobody", it.rung(Step.DEVICE));
    it.answered = 27;
    it.system = DeviceSystem.IOS;
    assertEquals("maybe inferred device.failed.ios", it.rung(Step.DEVICE));
    it.mark = Mark.NO_ANSWER;
    it.system = DeviceSystem.ANDROID;
    assertEquals("maybe inferred device.silent.android", it.rung(Step.DEVICE));
    it.told = false;
    it.mark = Mark.NOT_TRIED;
    assertEquals("maybe inferred device.untried", it.rung(Step.DEVICE));
  }

  @Test
  void a_device_that_reaches_portside_at_the_same_address_is_not_isolated() {
    Case it = new Case();
    assertEquals("fine measured isolation.reached", it.rung(Step.ISOLATION));
    it.own = true;
    assertEquals("fine inferred isolation.own", it.rung(Step.ISOLATION));
  }

  /** Everything that can come together, so that no page finds a word missing. */
  @Test
  void every_rung_has_its_words_in_every_language() {
    Set<Rung> rungs = new LinkedHashSet<>();
    for (Mark mark : Mark.values()) {
      for (String bound : List.of("127.0.0.1", "0.0.0.0", "10.0.0.5")) {
        for (String by : List.of(DOOR, "fd77::10", "10.0.0.5")) {
          for (Boolean ownAnswer : Arrays.asList(true, false, null)) {
            for (int bits = 0; bits < 64; bits++) {
              for (HostFirewall firewall : List.of(ON, OFF, HostFirewall.UNKNOWN)) {
                for (String permission : Arrays.asList("prompt", "denied", null)) {
                  Case it = new Case();
                  it.mark = mark;
                  it.bound = bound;
                  it.by = by;
                  it.ownAnswer = ownAnswer;
                  it.own = (bits & 1) != 0;
                  it.saw = (bits & 2) != 0;
                  it.answered = bits & 4;
                  it.told = (bits & 8) != 0;
                  it.secure = (bits & 16) != 0;
                  it.prefix = (bits & 32) != 0 ? 24 : null;
                  it.firewall = firewall;
                  it.permission = permission;
                  it.system = DeviceSystem.values()[bits % DeviceSystem.values().length];
                  rungs.addAll(Ladder.of(it.facts()));
                }
              }
            }
          }
        }
      }
    }
    List<String> missing = new ArrayList<>();
    for (String lang : List.of("ko", "en")) {
      Words words = Words.of("room/flip", lang);
      for (Rung rung : rungs) {
        for (String key :
            List.of(
                "step." + rung.step().key(),
                "verdict." + rung.verdict().key(),
                "ground." + rung.ground().key(),
                "because." + rung.because())) {
          String text = words.find(key).orElse("");
          if (text.isEmpty() || words.get(key, rung.values()).contains("{")) {
            missing.add(lang + " " + key + " " + text);
          }
        }
        boolean todo = words.find("todo." + rung.because()).isPresent();
        boolean needed =
            rung.verdict() == Rung.Verdict.CAUSE || rung.verdict() == Rung.Verdict.MAYBE;
        if (needed && !todo) {
          missing.add(lang + " todo." + rung.because());
        }
      }
    }
    assertEquals(Set.of(), new LinkedHashSet<>(missing));
    assertEquals(
        Words.of("room/flip", "ko").keys(), Words.of("room/flip", "en").keys(), "the same keys");
  }
}
