package portside.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Refused;
import portside.page.Words;

final class ShortageTest {
  record Broke(Throwable by, String reason) {}

  static Stream<Broke> whatAComputerCanDo() {
    return Stream.of(
        new Broke(new SocketException("Too many open files"), "files"),
        new Broke(new IOException("curl", new IOException("열린 파일이 너무 많음")), "files"),
        new Broke(new FileSystemException("/tmp/a", null, "No space left on device"), "disk"),
        new Broke(new IOException("Cannot run program \"java\": error=11"), "processes"),
        new Broke(new OutOfMemoryError("unable to create native thread"), "processes"),
        new Broke(new OutOfMemoryError("Java heap space"), "memory"),
        new Broke(new UnsupportedOperationException("IPv6 not available"), "ipv6"),
        new Broke(new SocketException("Protocol family unavailable"), "ipv6"),
        new Broke(new Refused(Refused.Reason.TOO_MANY), "too-many"),
        new Broke(new Lacking("no-port"), "no-port"),
        new Broke(new Lacking("not-started"), "not-started"),
        new Broke(new Lacking("not-answered"), "not-answered"),
        new Broke(new Lacking("somebody-else", 8080), "somebody-else"));
  }

  @ParameterizedTest
  @MethodSource("whatAComputerCanDo")
  void what_a_computer_can_do_is_said_in_the_words_of_the_page(Broke broke) {
    Missing missing = Shortage.of(broke.by()).orElseThrow();
    assertEquals(broke.reason(), missing.reason());
    for (String lang : new String[] {"ko", "en"}) {
      String said = missing.in(Words.of("experiments/zero", lang));
      assertTrue(said.length() > 20, said);
      assertTrue(!said.contains("{"), "a slot stayed empty: " + said);
    }
  }

  @Test
  void how_many_files_may_be_open_is_a_number_where_the_system_tells() {
    Missing missing = Shortage.of(new SocketException("Too many open files")).orElseThrow();
    boolean unix =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean;
    assertTrue(missing.values().get("limit").matches(unix ? "[1-9][0-9]*" : "\\?"));
  }

  @Test
  void a_mistake_of_portside_is_none_of_them() {
    assertEquals(Optional.empty(), Shortage.of(new IllegalStateException("no outcome")));
    assertEquals(Optional.empty(), Shortage.of(new IOException("something else")));
  }
}
