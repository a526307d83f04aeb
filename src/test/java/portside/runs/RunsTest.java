package portside.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.access.Caller;
import portside.access.Person;
import portside.access.Role;
import portside.experiments.Action;
import portside.experiments.Refused;
import portside.experiments.Registered;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.testing.Patience;

/** What a run may take, and that it gives it back. */
final class RunsTest {
  private static final int ANY_NUMBER = Integer.MAX_VALUE;

  private final Runs runs = new Runs();

  @AfterEach
  void close() {
    runs.close();
  }

  private RunState start(Doing doing) {
    return runs.start(Registered.of(doing), Map.of(), Trial.host(), null);
  }

  private RunState ended(RunState run) throws Exception {
    return runs.ended(run.id(), Patience.LIMIT).get(Patience.SECONDS, TimeUnit.SECONDS);
  }

  private static void settle(Run<Doing.None> run) {
    run.settle("said", new Doing.None());
  }

  @Test
  void who_is_refused_a_busy_experiment_may_still_run_another() throws Exception {
    Doing busy = new Doing("busy", 1, run -> Thread.currentThread().join());
    start(busy);
    for (int i = 0; i < 13; i++) { // more than one may have at once
      assertThrows(Refused.class, () -> start(busy));
    }
    assertTrue(ended(start(new Doing("other", ANY_NUMBER, RunsTest::settle))).settled());
  }

  private static Caller guest(String address, @Nullable String person) {
    Caller one = Trial.caller(Role.GUEST, address, 51_000, "192.168.0.10", 7_070);
    return new Caller(
        one.role(),
        person == null ? null : new Person(person),
        one.address(),
        one.port(),
        one.localAddress(),
        one.localPort(),
        one.host());
  }

  private int startedBy(IntFunction<Caller> guests, int tries) {
    Doing waiting = new Doing("waiting", ANY_NUMBER, run -> Thread.currentThread().join());
    int started = 0;
    for (int i = 0; i < tries; i++) {
      try {
        runs.start(Registered.of(waiting), Map.of(), guests.apply(i), null);
        started++;
      } catch (Refused tooMany) {
        // counted by what is left
      }
    }
    return started;
  }

  @Test
  void a_person_has_twelve_places() {
    assertEquals(12, startedBy(i -> guest("198.51.100.9", "one"), 40));
  }

  @Test
  void a_class_behind_one_address_has_three_hundred_with_ids_or_without() {
    assertEquals(150, startedBy(i -> guest("198.51.100.9", null), 150));
    assertEquals(150, startedBy(i -> guest("198.51.100.9", "person " + i), 200));
  }

  @Test
  void the_host_gets_in_whatever_guests_run() {
    assertEquals(350, startedBy(i -> guest("198.51.100." + i % 200, null), 500));
    assertEquals(12, startedBy(i -> Trial.host(), 20));
  }

  @Test
  void a_place_is_free_again_once_its_run_has_ended() throws Exception {
    Doing single = new Doing("single", 1, RunsTest::settle);
    for (int i = 0; i < 1_000; i++) {
      assertTrue(ended(start(single)).settled());
    }
  }

  @Test
  void of_twelve_places_one_is_free_when_one_run_has_ended() throws Exception {
    Doing waiting = new Doing("waiting", ANY_NUMBER, run -> Thread.currentThread().join());
    RunState first = start(waiting);
    assertEquals(11, startedBy(i -> Trial.host(), 20));
    runs.act(first.id(), new Action("stop", Map.of(), Trial.host()));
    ended(first);
    assertEquals(1, startedBy(i -> Trial.host(), 20));
  }

  @Test
  void a_place_is_free_when_whoever_listens_hears_of_the_end() throws Exception {
    Doing single = new Doing("single", 1, RunsTest::settle);
    BlockingQueue<Boolean> started = new LinkedBlockingQueue<>();
    runs.listen(
        state -> {
          if (!state.alive() && started.isEmpty()) {
            start(single); // refused, where the place is still taken
            started.add(true);
          }
        });
    start(single);
    assertEquals(true, started.poll(Patience.SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void what_a_run_opens_after_its_end_is_closed_at_once() throws Exception {
    AtomicReference<Run<Doing.None>> late = new AtomicReference<>();
    AtomicBoolean early = new AtomicBoolean();
    RunState run =
        start(
            new Doing(
                "opening",
                ANY_NUMBER,
                it -> {
                  late.set(it);
                  it.own(() -> early.set(true));
                  assertFalse(early.get(), "it lives as long as its run");
                  settle(it);
                }));
    assertEquals("said", ended(run).outcome());
    assertTrue(early.get(), "what it owned is closed with it");
    AtomicBoolean closed = new AtomicBoolean();
    assertThrows(
        IllegalStateException.class, () -> late.get().own(() -> closed.set(true)), "it has ended");
    assertTrue(closed.get(), "a server that is leaked");
  }

  @Test
  void a_run_keeps_eight_attachments_and_replaces_one_of_the_same_name() throws Exception {
    List<String> refused = new ArrayList<>();
    RunState run =
        start(
            new Doing(
                "attaching",
                ANY_NUMBER,
                it -> {
                  for (int i = 0; i < 8; i++) {
                    it.attach("part-" + i, "text/plain", new byte[] {1});
                  }
                  it.attach("part-0", "text/plain", new byte[] {2});
                  try {
                    it.attach("part-8", "text/plain", new byte[] {3});
                  } catch (IllegalStateException tooMany) {
                    refused.add(tooMany.getMessage());
                  }
                  settle(it);
                }));
    assertEquals("said", ended(run).outcome());
    assertEquals(List.of("too many attachments"), refused);
    assertEquals(2, runs.attachment(run.id(), "part-0").orElseThrow().body()[0]);
    assertTrue(runs.attachment(run.id(), "part-7").isPresent());
    assertTrue(runs.attachment(run.id(), "part-8").isEmpty());
  }
}
