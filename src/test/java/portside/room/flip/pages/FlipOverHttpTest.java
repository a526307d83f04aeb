package portside.room.flip.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import portside.testing.Alone;
import portside.testing.Crowd;
import portside.testing.Patience;
import portside.testing.TestSite;

/** The demo server of a class where others want its ports as well. */
@Alone
final class FlipOverHttpTest {
  private static final Pattern WHERE =
      Pattern.compile("(?s)data-phase=\"open\".*>([0-9.]+):([0-9]+)<");

  private static TestSite site;

  private record Where(String host, int port) {}

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  @BeforeEach
  void open() {
    assertEquals(204, Crowd.host(site, "/room/open", Map.of("title", "")).statusCode());
    new Crowd(site).join(1);
  }

  @AfterEach
  void end() {
    Crowd.host(site, "/room/end", Map.of());
  }

  private static String board() {
    return site.send(
            site.request("/room/flip?_lang=en")
                .header("Authorization", "Bearer " + TestSite.KEY)
                .header("HX-Request", "true"))
        .body();
  }

  /** Where the demo server listens once it does there. */
  private static Where listening(String host) {
    String board =
        Patience.until(
            () -> board(),
            () -> board(),
            shown -> {
              Matcher where = WHERE.matcher(shown);
              return where.find() && where.group(1).equals(host);
            });
    Matcher where = WHERE.matcher(board);
    assertTrue(where.find());
    return new Where(where.group(1), Integer.parseInt(where.group(2)));
  }

  private static ServerSocket holds(String address, int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName(address));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.2 is no address by itself")
  void the_server_moves_to_another_number_where_its_own_was_taken_meanwhile() throws IOException {
    Crowd.host(site, "/room/flip/open", Map.of());
    Where first = listening("127.0.0.1");
    try (ServerSocket taken = holds("127.0.0.2", first.port())) {
      Crowd.host(site, "/room/flip/turn", Map.of());
      Where second = listening("0.0.0.0");
      assertNotEquals(taken.getLocalPort(), second.port());
      assertTrue(board().contains("127.0.0.1"), "it says where it was");
      Crowd.host(site, "/room/flip/turn", Map.of());
      listening("127.0.0.1");
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.2 is no address by itself")
  void so_it_does_where_the_place_that_it_left_was_taken_as_well() throws IOException {
    Crowd.host(site, "/room/flip/open", Map.of());
    Where first = listening("127.0.0.1");
    AtomicReference<ServerSocket> quicker = new AtomicReference<>();
    Thread takes = new Thread(() -> quicker.set(takes("127.0.0.1", first.port())));
    takes.start();
    try (ServerSocket taken = holds("127.0.0.2", first.port())) {
      Crowd.host(site, "/room/flip/turn", Map.of());
      assertNotEquals(taken.getLocalPort(), listening("0.0.0.0").port());
    } finally {
      Patience.until(() -> "nobody took it", () -> quicker.get() != null);
      quicker.get().close();
    }
  }

  /** Takes a port in the moment when it is free. */
  private static ServerSocket takes(String address, int port) {
    long end = System.nanoTime() + Patience.LIMIT.toNanos();
    while (true) {
      try {
        return holds(address, port);
      } catch (IOException held) {
        if (System.nanoTime() > end) {
          throw new UncheckedIOException(held);
        }
      }
    }
  }
}
