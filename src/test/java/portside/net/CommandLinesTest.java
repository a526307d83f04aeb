package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
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

  /** A page less what stands before it is where Java cuts; the kernel has the rest in a file. */
  @Test
  void only_what_java_may_have_cut_is_asked_of_the_kernel() {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "elsewhere Java is asked alone");
    long me = ProcessHandle.current().pid();
    String cut = "z".repeat(4_000);
    String whole = CommandLines.of(me, told(cut)).orElseThrow();
    assertFalse(whole.contains("zzzz"), whole);
    String left = CommandLines.of(me, told(cut.substring(1))).orElseThrow();
    assertTrue(left.contains("zzzz"), left);
  }

  @Test
  void of_a_process_that_is_gone_what_java_has_told_is_shown() {
    long nobody = Long.MAX_VALUE; // larger than any process number of any system
    String cut = "sh " + "z".repeat(4_000) + " --key abc";
    assertEquals(
        Optional.of("sh " + "z".repeat(157) + " … " + "z".repeat(230) + " --key •••"),
        CommandLines.of(nobody, told(cut)));
    assertEquals(Optional.of("sh"), CommandLines.of(nobody, told("sh")));
  }

  private static ProcessHandle.Info told(String commandLine) {
    return new ProcessHandle.Info() {
      @Override
      public Optional<String> command() {
        return Optional.empty();
      }

      @Override
      public Optional<String> commandLine() {
        return Optional.of(commandLine);
      }

      @Override
      public Optional<String[]> arguments() {
        return Optional.empty();
      }

      @Override
      public Optional<Instant> startInstant() {
        return Optional.empty();
      }

      @Override
      public Optional<Duration> totalCpuDuration() {
        return Optional.empty();
      }

      @Override
      public Optional<String> user() {
        return Optional.empty();
      }
    };
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
