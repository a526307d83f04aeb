package portside.instruments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.net.Computers;
import portside.net.HostSystem;
import portside.net.ThisComputer;
import portside.page.Words;

/** What is different where nothing can be run here, with stand-ins for what the system says. */
final class OtherSystemsTest {
  @ParameterizedTest
  @CsvSource({"LINUX, true", "WINDOWS, true", "MACOS, false", "OTHER, false"})
  void the_second_loopback_address_is_a_door_where_the_system_has_all_of_127(
      HostSystem system, boolean there) {
    ThisComputer here = Computers.with(system, "127.0.0.1", "::1");
    assertEquals(there, Door.SECOND_LOOPBACK.isHere(here));
    assertTrue(Door.LOOPBACK.isHere(here));
    assertTrue(Door.IPV6_LOOPBACK.isHere(here));
    assertFalse(Door.IPV6_LOOPBACK.isHere(Computers.with(system, "127.0.0.1")));
  }

  @Test
  void an_alias_makes_it_a_door_on_macos_too() {
    ThisComputer here = Computers.with(HostSystem.MACOS, "127.0.0.1", "127.0.0.2");
    assertTrue(Door.SECOND_LOOPBACK.isHere(here));
  }

  @ParameterizedTest
  @CsvSource({
    "WINDOWS, on, true",
    "WINDOWS, off, false",
    "LINUX, on, false",
    "MACOS, on, false",
  })
  void the_switch_is_said_to_be_in_vain_on_windows_only(
      HostSystem system, String reuse, boolean inVain) {
    assertEquals(inVain, ReuseOnWindows.isInVain(Map.of("reuseAddress", reuse), system));
  }

  @ParameterizedTest
  @CsvSource({"WINDOWS, curl.exe", "MACOS, curl", "LINUX, curl", "OTHER, curl"})
  void curl_is_typed_so_that_powershell_does_not_take_it_for_its_own(
      HostSystem system, String typed) {
    assertEquals(typed, Curl.typed(system));
  }

  @ParameterizedTest
  @CsvSource({"conflict, ko", "conflict, en", "timewait, ko", "timewait, en"})
  void it_names_its_source(String experiment, String lang) {
    String said = Words.of("experiments/" + experiment, lang).get("note.reuse-in-vain");
    assertTrue(said.contains("JDK") && said.contains("Windows"), said);
  }
}
