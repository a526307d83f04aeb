package portside.experiments.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portside.net.HostSystem;
import portside.net.Protocol;

class HowToTest {
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void where_nobody_listens_powershell_says_nothing_instead_of_a_red_error(Protocol protocol) {
    List<HowTo> commands = HowTo.of(8080, protocol, HostSystem.WINDOWS, false);
    HowTo first = commands.get(0);
    assertEquals(HostSystem.WINDOWS, first.system(), "the system's own first");
    assertTrue(first.command().contains(" -ErrorAction SilentlyContinue |"), first.command());
  }
}
