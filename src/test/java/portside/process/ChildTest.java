package portside.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.Patience;

/** What one child does, says and how it ends. */
@DisabledOnOs(OS.WINDOWS)
class ChildTest {
  private static final Duration LONG = Patience.LIMIT;

  private final Children children = new Children();
  private final Transcript transcript = new Transcript();

  @AfterEach
  void end() {
    children.close();
  }

  private Child start(String script) throws IOException {
    return children.start(Scripts.command(script), transcript);
  }

  @Test
  void the_normal_end_has_a_code_and_no_signal() throws Exception {
    Child child = start("echo bye; exit 3");
    assertEquals(new Exit(3, Optional.empty()), child.awaitExit(LONG).orElseThrow());
    assertEquals(child.exit(), child.awaitExit(Duration.ZERO));
    assertEquals(List.of("bye"), transcript.out, "the last lines come before the exit");
  }

  @Test
  void the_last_lines_come_before_the_exit_on_a_busy_computer_too() throws Exception {
    AtomicLong ended = new AtomicLong();
    CompletableFuture<Child> started = new CompletableFuture<>();
    LineListener late =
        (stream, text) -> {
          Child child = started.join();
          Patience.until(() -> "it lives", () -> !child.isAlive());
          ended.compareAndSet(0, System.nanoTime());
          // Longer than anything is waited for that was left behind.
          Patience.until(() -> "early", () -> System.nanoTime() - ended.get() > 400_000_000L);
          transcript.line(stream, text);
        };
    Child child = children.start(Scripts.command("echo one; echo two"), late);
    started.complete(child);
    child.awaitExit(LONG).orElseThrow();
    assertEquals(List.of("one", "two"), transcript.out);
  }

  @Test
  void the_end_by_a_signal_names_it() throws Exception {
    Child child = start(Scripts.PLAIN);
    assertEquals(Optional.empty(), child.exit());
    assertEquals(Optional.empty(), child.awaitExit(Duration.ZERO));
    StandIn.signal("TERM", child.pid());
    assertEquals(new Exit(143, Optional.of("SIGTERM")), child.awaitExit(LONG).orElseThrow());
  }

  @Test
  void it_knows_what_was_started_and_when() throws Exception {
    Instant before = Instant.now();
    Child child = start("echo $$; exec sleep 1000");
    transcript.await(Long.toString(child.pid()));
    assertFalse(child.startedAt().isBefore(before) || child.startedAt().isAfter(Instant.now()));
    assertEquals(Scripts.command("echo $$; exec sleep 1000"), child.command());
  }

  @Test
  void both_streams_are_told_apart() throws Exception {
    start("echo good; echo bad >&2; printf 'no end'").awaitExit(LONG).orElseThrow();
    assertEquals(List.of("good", "no end"), transcript.out);
    assertEquals(List.of("bad"), transcript.err);
  }

  @Test
  void the_colours_of_a_terminal_are_no_text() throws Exception {
    start("printf '\\033[31m\\033[1mWARNING\\033[0m: \\033[2K[33m stays\\n'")
        .awaitExit(LONG)
        .orElseThrow();
    assertEquals(List.of("WARNING: [33m stays"), transcript.out);
  }

  @Test
  void korean_output_arrives_as_it_was_written() throws Exception {
    // 포트, in bytes, so that no setting of this computer can help or spoil it.
    start("printf '\\355\\217\\254\\355\\212\\270 8080\\n'").awaitExit(LONG).orElseThrow();
    assertEquals(List.of("포트 8080"), transcript.out);
  }

  @Test
  void a_megabyte_without_a_newline_is_one_line_that_is_cut() throws Exception {
    Command command =
        Command.of("python3", "-c", "print('x' * (1 << 20)); print('after'); exit(5)");
    Exit exit = children.start(command, transcript).awaitExit(LONG).orElseThrow();
    assertEquals(5, exit.code());
    assertEquals(List.of("x".repeat(Output.LONGEST_LINE) + "…", "after"), transcript.out);
  }

  @Test
  void a_listener_that_hangs_does_not_hold_the_child_up_and_misses_the_oldest_lines()
      throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    CountDownLatch last = new CountDownLatch(1);
    AtomicLong heard = new AtomicLong();
    AtomicLong missed = new AtomicLong();
    LineListener slow =
        new LineListener() {
          @Override
          public void line(String stream, String text) {
            try {
              hang.await();
            } catch (InterruptedException unexpected) {
              Thread.currentThread().interrupt();
            }
            heard.incrementAndGet();
            if (text.equals("last")) {
              last.countDown();
            }
          }

          @Override
          public void leftOut(long lines) {
            missed.addAndGet(lines);
          }
        };
    Child child = children.start(Scripts.command("yes | head -n 5000000; echo last"), slow);
    assertEquals(0, child.awaitExit(LONG).orElseThrow().code());
    hang.countDown();
    assertTrue(last.await(Patience.SECONDS, TimeUnit.SECONDS));
    assertEquals(5_000_001, heard.get() + missed.get());
    assertTrue(heard.get() < 30_000, heard + " lines piled up");
  }

  @Test
  void a_listener_that_fails_gets_the_next_line() throws Exception {
    LineListener failing =
        (stream, text) -> {
          transcript.line(stream, text);
          throw new IllegalStateException("planted by a test");
        };
    children.start(Scripts.command("echo one; echo two"), failing).awaitExit(LONG);
    assertEquals(List.of("one", "two"), transcript.out);
  }

  @Test
  void input_reaches_the_child_and_can_be_ended() throws Exception {
    Child child = start("cat; echo end");
    child.input().write("hello\n".getBytes(StandardCharsets.UTF_8));
    child.input().flush();
    transcript.await("hello");
    child.input().close();
    child.awaitExit(LONG).orElseThrow();
    assertEquals(List.of("hello", "end"), transcript.out);
  }

  @Test
  void what_the_command_says_is_added_to_its_environment() throws Exception {
    Command command = Scripts.command("echo \"$HOME $FLASK_DEBUG\"").with("FLASK_DEBUG", "1");
    children.start(command, transcript).awaitExit(LONG).orElseThrow();
    assertEquals(List.of(System.getenv("HOME") + " 1"), transcript.out);
  }

  @Test
  void it_runs_in_its_directory(@TempDir Path directory) throws Exception {
    children.start(Command.of("pwd").in(directory), transcript).awaitExit(LONG).orElseThrow();
    assertEquals(List.of(directory.toRealPath().toString()), transcript.out);
  }

  @Test
  void a_program_that_is_not_there_is_said_at_the_start() {
    IOException error =
        assertThrows(IOException.class, () -> children.start(Command.of("no-such-program")));
    assertTrue(error.getMessage().contains("no-such-program"), error.getMessage());
    assertEquals(List.of(), children.running());
  }

  @Test
  void close_asks_politely_first() throws Exception {
    Child child =
        start("trap 'echo goodbye; exit 0' TERM; echo ready; while :; do sleep 0.01; done");
    transcript.await("ready");
    child.end(LONG);
    assertEquals(0, child.awaitExit(LONG).orElseThrow().code());
    assertTrue(transcript.out.contains("goodbye"));
  }

  @Test
  void whoever_was_closed_is_alive_for_nobody() throws Exception {
    for (int i = 0; i < 50; i++) {
      Child child = start("cat");
      child.close();
      assertFalse(child.isAlive(), "after " + i + " others");
      assertEquals(List.of(), children.running());
    }
  }

  @Test
  void close_kills_who_does_not_listen_and_can_be_called_again() throws Exception {
    Child child = start(Scripts.DEAF);
    transcript.awaitUp();
    child.close();
    child.close();
    assertEquals(Optional.of("SIGKILL"), child.awaitExit(LONG).orElseThrow().signal());
    assertEquals(List.of(), child.family());
  }

  @Test
  void closing_on_an_interrupted_thread_still_ends_the_child_and_keeps_the_interrupt()
      throws Exception {
    Child child = start(Scripts.DEAF);
    transcript.awaitUp();
    AtomicReference<Boolean> kept = new AtomicReference<>(false);
    Thread thread =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              child.close();
              kept.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    thread.join();
    assertTrue(kept.get());
    Patience.untilGone(child.pid());
  }
}
