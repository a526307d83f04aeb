package portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import portside.net.IpAddresses;
import portside.testing.Patience;

/** How often a site answers itself before its class comes. */
final class PracticeTest {
  private static final String WILDCARD = "0.0.0.0";

  @Test
  void a_site_that_a_class_can_reach_answers_itself_and_all_of_it_is_over_afterwards()
      throws InterruptedException {
    AtomicInteger pages = new AtomicInteger();
    AtomicInteger live = new AtomicInteger();
    AtomicInteger gone = new AtomicInteger();
    Javalin site =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config
                      .routes
                      .get("/ko/first", ctx -> pages.incrementAndGet())
                      .ws(
                          "/events",
                          ws -> {
                            ws.onConnect(ctx -> live.incrementAndGet());
                            ws.onClose(ctx -> gone.incrementAndGet());
                          });
                })
            .start(WILDCARD, 0);
    try {
      Thread practice =
          Practice.begin(IpAddresses.parse(WILDCARD).orElseThrow(), site.port(), "/ko/first")
              .orElseThrow();
      assertTrue(practice.isDaemon(), "it keeps no program alive");
      practice.join(Patience.LIMIT.toMillis());
      assertFalse(practice.isAlive(), "it ends");
      assertEquals(Practice.PAGES, pages.get());
      Patience.until(
          () -> live + " live, " + gone + " gone",
          () -> live.get() == Practice.LIVE && gone.get() == Practice.LIVE);
    } finally {
      site.stop();
    }
  }

  @Test
  void a_site_for_this_computer_alone_saves_the_time() {
    assertTrue(Practice.begin(IpAddresses.LOOPBACK, 1, "/ko/first").isEmpty());
  }
}
