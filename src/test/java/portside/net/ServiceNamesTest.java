package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.net.ServiceNames.Service;

class ServiceNamesTest {
  @ParameterizedTest
  @CsvSource({
    "21, TCP, ftp",
    "22, TCP, ssh",
    "23, TCP, telnet",
    "25, TCP, smtp",
    "53, UDP, domain",
    "80, TCP, http",
    "443, TCP, https",
    "443, UDP, https",
    "161, UDP, snmp",
    "666, TCP, mdqs",
    "3306, TCP, mysql",
    "5000, TCP, commplex-main",
    "5432, TCP, postgresql",
    "6379, TCP, redis",
    "6010, TCP, x11",
    "7000, TCP, afs3-fileserver",
    "8080, TCP, http-alt",
    "27017, TCP, mongodb",
    "514, TCP, shell",
    "514, UDP, syslog"
  })
  void a_port_has_the_name_that_is_registered(int port, Protocol protocol, String name) {
    assertEquals(
        Optional.of(name), ServiceNames.of(port, protocol).map(service -> service.names().get(0)));
  }

  @Test
  void doom_shares_its_port() {
    assertEquals(List.of("mdqs", "doom"), ServiceNames.of(666, Protocol.TCP).orElseThrow().names());
  }

  @Test
  void what_one_really_meets_stands_apart_from_what_is_registered() {
    Service service = ServiceNames.of(5000, Protocol.TCP).orElseThrow();
    assertTrue(service.seen().contains("macOS AirPlay Receiver"), service.toString());
    assertEquals("Vite", ServiceNames.of(5173, Protocol.TCP).orElseThrow().name());
  }

  @Test
  void a_port_without_a_known_service_has_none() {
    assertEquals(Optional.empty(), ServiceNames.of(60_000, Protocol.TCP));
    assertEquals(Optional.empty(), ServiceNames.of(0, Protocol.TCP));
  }

  @Test
  void no_dynamic_port_claims_to_be_registered() {
    for (Protocol protocol : Protocol.values()) {
      assertTrue(ServiceNames.all(protocol).size() > 200);
      for (Service service : ServiceNames.all(protocol)) {
        assertTrue(
            PortZone.of(service.port()) != PortZone.DYNAMIC || service.names().isEmpty(),
            service.toString());
      }
    }
  }

  @Test
  void a_row_names_its_ports_its_protocols_and_what_one_meets_there() {
    var read =
        ServiceNames.parse(List.of("# a head", "", "79-80\ttcp/udp\ta, b\tC", "81\ttcp\t-\tD"));
    Service both = new Service(80, Protocol.UDP, List.of("a", "b"), List.of("C"));
    assertEquals(both, read.get(Protocol.UDP).get(80));
    assertEquals(Set.of(79, 80), read.get(Protocol.UDP).keySet());
    assertEquals(Set.of(79, 80, 81), read.get(Protocol.TCP).keySet());
    assertEquals(
        new Service(81, Protocol.TCP, List.of(), List.of("D")), read.get(Protocol.TCP).get(81));
    assertEquals("D", read.get(Protocol.TCP).get(81).name());
    assertEquals(
        List.of("a"), ServiceNames.parse(List.of("1\ttcp\ta")).get(Protocol.TCP).get(1).names());
  }

  @Test
  void a_row_that_is_wrong_is_named() {
    for (String row :
        List.of(
            "80\ttcp",
            "80\ttcp\t-",
            "80\ttcp\ta\tb\tc",
            "80\tsctp\ta",
            "x\ttcp\ta",
            "70000\ttcp\ta")) {
      assertThrows(IllegalArgumentException.class, () -> ServiceNames.parse(List.of(row)), row);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> ServiceNames.parse(List.of("80\ttcp\ta", "79-81\ttcp/udp\tb")));
  }
}
