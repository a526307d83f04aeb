package portside.instruments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static portside.instruments.HostFirewall.State.OFF;
import static portside.instruments.HostFirewall.State.ON;
import static portside.instruments.HostFirewall.State.UNKNOWN;

import org.junit.jupiter.api.Test;
import portside.process.Children;

/** What the answers of each system's firewall mean. */
final class HostFirewallTest {
  @Test
  void ufw_says_it_in_its_settings() {
    assertEquals(
        ON, HostFirewall.ofUfw("# /etc/ufw/ufw.conf\nENABLED=yes\nLOGLEVEL=low\n").state());
    assertEquals(OFF, HostFirewall.ofUfw("ENABLED=no\n").state());
    assertEquals(UNKNOWN, HostFirewall.ofUfw("").state());
  }

  @Test
  void nftables_without_a_rule_filter_nothing_and_with_some_perhaps() {
    assertEquals(OFF, HostFirewall.ofNft("").state());
    String drops =
        "table inet f {\n chain input {\n type filter hook input priority 0; policy drop;\n";
    assertEquals(ON, HostFirewall.ofNft(drops).state());
    String nat = "table ip nat {\n chain post {\n type nat hook postrouting priority 100;\n";
    assertEquals(UNKNOWN, HostFirewall.ofNft(nat).state());
  }

  @Test
  void macos_counts_its_state() {
    assertEquals(OFF, HostFirewall.ofMacos("Firewall is disabled. (State = 0)\n").state());
    assertEquals(ON, HostFirewall.ofMacos("Firewall is enabled. (State = 1)\n").state());
    assertEquals(UNKNOWN, HostFirewall.ofMacos("").state());
  }

  @Test
  void windows_says_on_or_off_and_otherwise_nothing_is_guessed() {
    String english = "\nPrivate Profile Settings:\n-----\nState                    ON\nOk.\n";
    assertEquals(ON, HostFirewall.ofWindows(english).state());
    assertEquals(OFF, HostFirewall.ofWindows(english.replace(" ON", " OFF")).state());
    assertEquals(UNKNOWN, HostFirewall.ofWindows("개인 프로필 설정:\n상태      설정\n").state());
  }

  @Test
  void this_computer_can_be_asked(Children children) throws InterruptedException {
    assertNotNull(HostFirewall.read(children).state());
  }
}
