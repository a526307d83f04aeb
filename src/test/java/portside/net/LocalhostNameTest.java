package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalhostNameTest {
  @Test
  void localhost_is_this_computer() {
    List<InetAddress> addresses = LocalhostName.inJava();
    assertTrue(
        !addresses.isEmpty() && addresses.stream().allMatch(InetAddress::isLoopbackAddress),
        addresses.toString());
  }

  @Test
  void only_lines_that_name_it_are_taken_from_the_hosts_file() {
    assertEquals(
        List.of("127.0.0.1 localhost", "::1 ip6-localhost localhost"),
        LocalhostName.naming(
            """
            # 127.0.0.1 localhost in a comment
            127.0.0.1\tlocalhost   # the usual line

            localhost 127.0.0.1
            127.0.0.1 localhost.localdomain
            ::1     ip6-localhost localhost
            """));
  }
}
