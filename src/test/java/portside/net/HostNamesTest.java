package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What names a computer goes by; how a site answers to them, the tests of access say. */
class HostNamesTest {
  @Test
  void linux_is_asked_for_its_name() throws Exception {
    Path file = Path.of("/proc/sys/kernel/hostname");
    assumeTrue(Files.exists(file), "only Linux has this file");
    String name = Files.readAllLines(file).get(0).strip().toLowerCase(Locale.ROOT);
    List<String> expected = HostNames.all(List.of(name));
    assumeTrue(expected.size() > 1, "this computer has no name of its own: " + name);
    assertEquals(expected, HostNames.ofThisComputer());
  }

  @Test
  void a_name_may_have_as_many_characters_as_dns_has() {
    String longest = ("a".repeat(49) + ".").repeat(5) + "abc";
    assertEquals(253, longest.length());
    assertTrue(HostNames.all(List.of(longest)).contains(longest));
    assertEquals(List.of("localhost"), HostNames.all(List.of(longest + "d")));
  }

  @Test
  void a_name_that_looks_like_an_address_is_none() {
    for (String name : List.of("10.0.0.9", "9", "0")) {
      assertEquals(List.of("localhost"), HostNames.all(List.of(name)), name);
    }
    assertEquals(
        List.of("localhost", "a9.example", "a9", "a9.local"), HostNames.all(List.of("A9.Example")));
  }
}
