package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import portside.testing.Patience;

/** How a command line is shown; where the key may stand in one, the owner's tests say. */
class CommandLinesTest {
  @Test
  void four_hundred_characters_are_shown_whole_and_of_more_both_ends() {
    String whole = "x".repeat(160) + "y".repeat(240);
    assertEquals(whole, CommandLines.shown(whole));
    assertEquals(
        "x".repeat(160) + " … " + "y".repeat(240),
        CommandLines.shown("x".repeat(161) + "y".repeat(240)));
  }

  /** Java tells a page of it and no more; the key stands behind that, and is masked too. */
  @Test
  void of_a_very_long_one_the_end_is_read_too_and_its_key_is_masked() throws Exception {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "elsewhere Java is asked alone");
    Process sleeper =
        new ProcessBuilder(
                "sh", "-c", "read line", "sh", "z".repeat(9_000), "--key", "abcdefgh", "--end")
            .start();
    try {
      String shown =
          Patience.until(
                  () -> "no command line",
                  () -> CommandLines.of(sleeper.pid(), sleeper.info()),
                  found -> found.orElse("").contains("zzz"))
              .orElseThrow();
      assertTrue(shown.endsWith("zz --key ••• --end"), shown);
      assertTrue(shown.startsWith("sh -c read line sh zz"), shown);
      assertFalse(shown.contains("abcdefgh"), shown);
    } finally {
      sleeper.getOutputStream().close();
      Patience.untilEnded(sleeper);
    }
    assertEquals(Optional.empty(), CommandLines.of(sleeper.pid(), sleeper.info()), "it has ended");
  }
}
