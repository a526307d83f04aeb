package portside.room.flip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The port of a server that is to move. */
final class FreePortTest {
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.2 is no address by itself")
  void a_port_that_is_free_on_127_0_0_1_alone_is_passed_over() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
      assertTrue(FreePort.from(taken.getLocalPort()) > taken.getLocalPort());
    }
  }

  @Test
  void the_system_may_choose() {
    assertEquals(0, FreePort.from(0));
  }
}
