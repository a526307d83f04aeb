package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portside.testing.Alone;

@Alone
class InterfaceCountersTest {
  @Test
  void every_interface_that_java_knows_is_counted() throws IOException {
    Map<String, Traffic> counters = InterfaceCounters.now();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      if (!each.isVirtual()) {
        assertTrue(counters.containsKey(each.getName()), each + " in " + counters);
      }
    }
  }

  @Test
  void received_and_sent_are_the_first_and_the_ninth_number() {
    Map<String, Traffic> counters =
        InterfaceCounters.parse(
            """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
                lo: 2442656    7029    0    0    0     0          0         0  2442999    7029    0
              eth0:474643835    9750    0    0    0     0          0         0   531597    5871    0
            """);
    assertEquals(
        Map.of("lo", new Traffic(2_442_656, 2_442_999), "eth0", new Traffic(474_643_835, 531_597)),
        counters);
    assertEquals(List.of("lo", "eth0"), List.copyOf(counters.keySet()));
  }

  @Test
  void a_difference_is_what_came_on_top() {
    assertEquals(new Traffic(3, 4), new Traffic(10, 20).since(new Traffic(7, 16)));
  }
}
