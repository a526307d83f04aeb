package portside.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import portside.net.IpAddresses;
import portside.process.Children;
import portside.process.Command;
import portside.testing.Patience;

/** What a development server says of its visitors. */
final class DevServerTest {
  private static final String VISITS =
      "i=1; while [ $i -le 6000 ]; do"
          + " echo \"192.0.2.$((i % 200)) - - [25/Nov/2026 22:00:00]"
          + " \\\"GET /?door=m$i HTTP/1.1\\\" 200 -\"; i=$((i+1)); done; exec sleep 1000";

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a shell of Unix")
  void of_too_many_visits_the_oldest_are_forgotten_and_the_newest_known()
      throws IOException, InterruptedException {
    Launch launch = new Launch(Command.of("sh", "-c", VISITS), "sh");
    try (Children children = new Children();
        DevServer server =
            DevServer.start(
                children,
                launch,
                IpAddresses.parse("127.0.0.1").orElseThrow(),
                1,
                (stream, line) -> {})) {
      assertEquals(Optional.of("192.0.2.0"), server.saw("m6000", Patience.LIMIT));
      assertEquals(Optional.of("192.0.2.1"), server.saw("m5001", Duration.ZERO));
      assertEquals(Optional.empty(), server.saw("m1", Duration.ZERO));
    }
  }
}
