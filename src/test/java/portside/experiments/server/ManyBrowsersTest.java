package portside.experiments.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Caller;
import portside.access.Role;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.instruments.BrowserTries;
import portside.instruments.BrowserTry;
import portside.net.Knock;
import portside.process.Children;
import portside.programs.DevServer;
import portside.programs.Programs;
import portside.testing.Patience;

/** A class tries the doors of one server. */
final class ManyBrowsersTest {
  private static final int CLASS = 500;

  private final Children children = new Children();
  private final Programs programs = new Programs(Path.of("content"), children, null);
  private final Trial trial = new Trial(new Server(programs, Trial.address("127.0.0.1")));
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  @AfterEach
  void close() {
    threads.shutdownNow();
    trial.close();
    children.close();
    programs.close();
  }

  private static ServerEvidence evidence(RunState run) {
    return Trial.evidence(run, ServerEvidence.class);
  }

  private void failed(RunState run, Caller who, String door, int millis) {
    trial.actAs(who, run.id(), "seen", "door", door, "result", "failed-at-once", "ms", "" + millis);
  }

  private static Caller person(int number, boolean oneAddress) {
    return Trial.person(
        number, oneAddress ? "192.168.0.20" : "192.168." + number / 250 + "." + number % 250);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everybody_in_the_same_moment_is_kept_in_order_and_nobody_is_refused(boolean oneAddress)
      throws Exception {
    RunState run = trial.run("port", "0");
    for (String door : List.of("127.0.0.1", "localhost", "0.0.0.0")) {
      for (int i = 0; i < CLASS; i++) {
        failed(run, person(i, oneAddress), door, i);
      }
    }
    ServerEvidence found =
        evidence(trial.until(run.id(), s -> evidence(s).devices().size() == 3 * CLASS));
    assertEquals(CLASS, found.deviceCount());
    List<BrowserTry> rows = found.devices();
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(i / 3 + 1, rows.get(i).person());
      assertEquals(i / 3, rows.get(i).millis());
      assertEquals(person(i / 3, oneAddress).address(), rows.get(i).device());
    }
  }

  @Test
  void many_threads_lose_nothing_and_what_was_answered_is_checked_for_all() throws Exception {
    RunState run = trial.run("port", "0");
    int port = evidence(run).port();
    List<Future<?>> told = new ArrayList<>();
    for (int i = 0; i < CLASS; i++) {
      Caller who = person(i, true);
      String mark = i % 5 == 0 ? DevServer.mark() : "madeUp" + i;
      boolean visits = i % 5 == 0;
      told.add(
          threads.submit(
              () -> {
                if (visits) {
                  Knock knock =
                      Knock.at(
                          Trial.address("127.0.0.1"), port, DevServer.target(mark), Patience.LIMIT);
                  assertEquals(Knock.Answer.ANSWERED, knock.answer());
                }
                trial.actAs(
                    who,
                    run.id(),
                    "seen",
                    "door",
                    "127.0.0.1",
                    "result",
                    "answered",
                    "ms",
                    "1",
                    "mark",
                    mark);
              }));
    }
    for (Future<?> each : told) {
      each.get();
    }
    ServerEvidence found =
        evidence(trial.until(run.id(), s -> evidence(s).devices().size() == CLASS));
    assertEquals(
        IntStream.rangeClosed(1, CLASS).boxed().collect(Collectors.toSet()),
        found.devices().stream().map(BrowserTry::person).collect(Collectors.toSet()));
    assertEquals(CLASS / 5, found.devices().stream().filter(row -> row.seenAs() != null).count());
  }

  @Test
  void a_flood_of_guests_does_not_keep_the_host_from_moving_the_server() throws Exception {
    RunState run = trial.run("port", "0");
    AtomicBoolean over = new AtomicBoolean();
    List<Future<?>> flood = new ArrayList<>();
    for (int thread = 0; thread < 2; thread++) {
      int first = thread * 1_000;
      flood.add(
          threads.submit(
              () -> {
                for (int i = 0; !over.get(); i++) {
                  trial.actAs(
                      person(first + i % 1_000, false),
                      run.id(),
                      "seen",
                      "door",
                      "127.0.0.1",
                      "result",
                      "answered",
                      "ms",
                      "1",
                      "mark",
                      "madeUp" + i);
                  if (i % 10 == 0) {
                    Thread.sleep(1);
                  }
                }
                return null;
              }));
    }
    try {
      for (int i = 0; i < 4; i++) {
        String to = i % 2 == 0 ? "127.0.0.2" : "127.0.0.1";
        trial.act(run.id(), "rebind", "host", to); // throws when it is refused
        trial.until(
            run.id(),
            s -> evidence(s).host().equals(Trial.address(to)) && evidence(s).doing() == null);
      }
    } finally {
      over.set(true);
    }
    for (Future<?> each : flood) {
      each.get(); // and none of the guests was refused
    }
  }

  @Test
  void the_table_is_bounded_and_who_has_told_nothing_longest_gives_way() throws Exception {
    RunState run = trial.run("port", "0");
    int more = 20;
    for (int i = 0; i < BrowserTries.PERSONS; i++) {
      failed(run, person(i, false), "127.0.0.1", i);
    }
    trial.until(run.id(), s -> evidence(s).devices().size() == BrowserTries.PERSONS);
    failed(run, person(0, false), "localhost", 0); // is still there
    for (int i = 0; i < more; i++) {
      failed(run, person(BrowserTries.PERSONS + i, false), "127.0.0.1", i);
    }
    Set<Integer> persons =
        evidence(
                trial.until(
                    run.id(),
                    s ->
                        evidence(s).devices().stream()
                            .anyMatch(row -> row.person() == BrowserTries.PERSONS + more)))
            .devices()
            .stream()
            .map(BrowserTry::person)
            .collect(Collectors.toSet());
    assertEquals(BrowserTries.PERSONS, persons.size());
    assertTrue(persons.contains(1));
    assertFalse(persons.contains(2));
  }

  @Test
  void a_class_is_counted_and_the_last_devices_are_shown_row_by_row() throws Exception {
    RunState run = trial.run("port", "0");
    for (int i = 0; i < 30; i++) {
      failed(run, person(i, true), "127.0.0.1", i);
    }
    RunState after = trial.until(run.id(), s -> evidence(s).devices().size() == 30);
    for (Role role : Role.values()) {
      String ko = trial.view(after, role, "ko");
      assertTrue(ko.contains("기기 30대의 브라우저가 알아낸 것"), ko);
      assertTrue(ko.contains("<td data-result=\"failed-at-once\">30</td>"), ko);
      assertTrue(ko.contains("기기 30 ") && ko.contains("기기 19 "), ko);
      assertFalse(ko.contains("기기 18 "), ko);
      assertFalse(ko.contains("person-0"), "nobody sees whose cookie it is");
    }
  }
}
