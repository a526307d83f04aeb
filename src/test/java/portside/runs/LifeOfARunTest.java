package portside.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.access.Caller;
import portside.access.Role;
import portside.experiments.Action;
import portside.experiments.BadInput;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Refused;
import portside.experiments.Registered;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Spot;
import portside.experiments.Trial;
import portside.experiments.Watchers;
import portside.net.ThisComputer;
import portside.testing.Patience;

/** A run from its start to its end, as those see it who wait for it, follow it and act on it. */
final class LifeOfARunTest {
  private final Runs runs = new Runs();
  private final CountDownLatch go = new CountDownLatch(1);
  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    runs.close();
  }

  private static Action action(String name) {
    return new Action(name, Map.of(), Trial.host());
  }

  private static Registered<?, ?> doing(Doing.Work work) {
    return Registered.of(new Doing("doing", Integer.MAX_VALUE, work));
  }

  private String start(Doing.Work work) {
    return runs.start(doing(work), Map.of(), Trial.host(), null).id();
  }

  private RunState ended(String id) {
    RunState state = runs.ended(id, Patience.LIMIT).join();
    assertFalse(state.alive(), "it has not ended");
    return state;
  }

  private RunState now(String id) {
    return runs.find(id).orElseThrow();
  }

  private Object next() throws InterruptedException {
    Object next = told.poll(Patience.SECONDS, TimeUnit.SECONDS);
    assertNotNull(next, "the run has told nothing");
    return next;
  }

  /** Waits for its end, and then breaks as what is closed under it does. */
  private void waits(Run<Doing.None> run) {
    told.add("waits");
    try {
      Thread.currentThread().join();
    } catch (InterruptedException ended) {
      throw new IllegalStateException("its socket is closed", ended);
    }
  }

  private static void settle(Run<Doing.None> run) {
    run.settle("said", new Doing.None());
  }

  @Test
  void every_change_is_a_new_version() {
    List<Long> versions = new ArrayList<>();
    String id =
        start(
            run -> {
              go.await();
              List<Runnable> changes =
                  List.of(
                      () -> run.line("out", "hello"),
                      () -> run.progress(new Doing.None(), 0.5),
                      () -> run.attach("map", "text/plain", new byte[1]),
                      () -> run.changed("flask/hello.py", true),
                      () -> run.changed("flask/hello.py", false),
                      () -> settle(run));
              versions.add(now(run.id()).version());
              for (Runnable each : changes) {
                each.run();
                versions.add(now(run.id()).version());
              }
            });
    go.countDown();
    versions.add(ended(id).version());
    assertEquals(List.copyOf(new TreeSet<>(versions)), versions);
    assertEquals(8, versions.size());
  }

  @Test
  void what_is_no_change_is_no_version() {
    String id =
        start(
            run -> {
              go.await();
              run.changed("flask/hello.py", true);
              told.add(now(run.id()).version());
              run.changed("flask/hello.py", true);
              told.add(now(run.id()).version());
              settle(run);
            });
    go.countDown();
    RunState state = ended(id);
    assertTrue(state.settled(), () -> "" + state.failure());
    assertEquals(told.poll(), told.poll());
    assertEquals(List.of("flask/hello.py"), state.changed());
  }

  @Test
  void a_run_settles_once_and_with_what_it_declares() {
    String id =
        start(
            run -> {
              assertThrows(
                  IllegalArgumentException.class, () -> run.settle("else", new Doing.None()));
              settle(run);
              assertThrows(IllegalStateException.class, () -> settle(run));
              assertThrows(
                  IllegalStateException.class, () -> run.missing(new Missing("no-network")));
              told.add("refused");
            });
    RunState state = ended(id);
    assertEquals("said", state.outcome());
    assertNull(state.missing());
    assertEquals("refused", told.poll(), () -> "" + state.failure());
  }

  @Test
  void an_answer_is_there_before_the_end() {
    String id =
        start(
            run -> {
              settle(run);
              go.await();
            });
    RunState answered = runs.answered(id, Patience.LIMIT).join();
    assertTrue(answered.settled());
    assertTrue(answered.alive());
    go.countDown();
    ended(id);
  }

  @Test
  void a_state_is_a_change_and_a_line_alone_is_none() throws Exception {
    String id =
        start(
            run -> {
              go.await();
              run.line("out", "hello");
              told.add("line");
              run.next(Patience.LIMIT);
              run.progress(new Doing.None(), 0.5);
              run.next(Patience.LIMIT);
              run.missing(new Missing("no-network"));
              run.next(Patience.LIMIT);
            });
    CompletableFuture<RunState> change = runs.changed(id, Patience.LIMIT);
    go.countDown();
    assertEquals("line", next());
    assertFalse(change.isDone());
    runs.act(id, action("on"));
    assertEquals(0.5, change.join().part());
    CompletableFuture<RunState> last = runs.changed(id, Patience.LIMIT);
    runs.act(id, action("on"));
    assertEquals("no-network", last.join().missing().reason());
    assertTrue(last.join().alive());
    runs.act(id, action("on"));
    assertTrue(ended(id).version() > last.join().version());
  }

  @Test
  void who_listens_hears_of_each_change_while_the_run_lives_on() throws Exception {
    BlockingQueue<RunState> heard = new LinkedBlockingQueue<>();
    runs.listen(heard::add);
    List<Consumer<Run<Doing.None>>> changes =
        List.of(
            run -> run.attach("map", "text/plain", new byte[1]),
            run -> run.changed("flask/hello.py", true),
            run -> run.changed("flask/hello.py", false),
            LifeOfARunTest::settle);
    String id =
        start(
            run -> {
              for (Consumer<Run<Doing.None>> each : changes) {
                run.next(Patience.LIMIT);
                each.accept(run);
              }
              run.next(Patience.LIMIT);
            });
    long version = now(id).version();
    for (int i = 0; i < changes.size(); i++) {
      runs.act(id, action("on"));
      RunState news = heard.poll(Patience.SECONDS, TimeUnit.SECONDS);
      assertNotNull(news, "nobody has been told of change " + i);
      assertTrue(news.alive() && news.version() > version, "of change " + i + ": " + news);
      version = news.version();
    }
    runs.act(id, action("on"));
    ended(id);
  }

  @Test
  void a_stop_ends_what_waits_and_is_no_failure() throws Exception {
    String id = start(this::waits);
    next();
    runs.act(id, action("stop"));
    RunState state = ended(id);
    assertNull(state.failure());
    assertFalse(state.settled());
  }

  @Test
  void actions_come_in_their_order_and_sixteen_wait() throws Exception {
    String id =
        start(
            run -> {
              go.await();
              for (Optional<Action> each = run.next(Duration.ZERO);
                  each.isPresent();
                  each = run.next(Duration.ZERO)) {
                told.add(each.get().name());
              }
              settle(run);
            });
    for (int i = 0; i < 16; i++) {
      assertTrue(runs.act(id, action("a" + i)).alive());
    }
    Refused busy = assertThrows(Refused.class, () -> runs.act(id, action("one more")));
    assertEquals(Refused.Reason.BUSY, busy.reason());
    go.countDown();
    ended(id);
    for (int i = 0; i < 16; i++) {
      assertEquals("a" + i, told.poll());
    }
    assertThrows(Refused.class, () -> runs.act(id, action("too late")));
  }

  /** What every guest may tell, and what nobody may start with a certain computer. */
  private record Telling(BlockingQueue<Object> told) implements Experiment<Doing.None, Doing.None> {
    @Override
    public String name() {
      return "telling";
    }

    @Override
    public Class<Doing.None> parameters() {
      return Doing.None.class;
    }

    @Override
    public Class<Doing.None> evidence() {
      return Doing.None.class;
    }

    @Override
    public List<String> outcomes() {
      return List.of("said");
    }

    @Override
    public Map<String, Role> actions() {
      return Map.of("seen", Role.GUEST, "go", Role.HOST);
    }

    @Override
    public void check(Doing.None asked, ThisComputer here) {
      if (!told.isEmpty()) {
        throw new BadInput("not-own-address", Map.of());
      }
    }

    @Override
    public void run(Doing.None asked, Run<Doing.None> run) throws InterruptedException {
      run.next(Patience.LIMIT);
      run.measurements().forEach(each -> told.add(each.name()));
      settle(run);
    }
  }

  @Test
  void what_guests_tell_takes_no_room_from_whoever_drives_the_run() {
    Telling telling = new Telling(told);
    String id = runs.start(Registered.of(telling), Map.of(), Trial.host(), null).id();
    for (int i = 0; i < 20; i++) {
      runs.act(id, new Action("seen", Map.of(), Trial.person(i, "192.168.0.9")));
    }
    runs.act(id, action("go"));
    ended(id);
    assertEquals(20, told.size());
  }

  @Test
  void what_may_not_be_asked_of_this_computer_is_not_started() {
    told.add("no");
    assertThrows(
        BadInput.class,
        () -> runs.start(Registered.of(new Telling(told)), Map.of(), Trial.host(), null));
    assertEquals(1, told.size());
  }

  @Test
  void what_breaks_a_run_is_said_in_its_own_words_or_by_its_name() {
    String said =
        start(
            run -> {
              throw new IllegalStateException("the server is gone");
            });
    assertEquals("the server is gone", ended(said).failure());
    String silent =
        start(
            run -> {
              throw new IllegalStateException();
            });
    assertEquals("IllegalStateException", ended(silent).failure());
    String nothing = start(run -> run.line("out", "hello"));
    assertEquals("doing ended without an outcome", ended(nothing).failure());
  }

  @Test
  void what_the_computer_lacks_is_missing_and_no_failure() {
    Doing.Work lacks =
        run -> {
          throw new UnsupportedOperationException("IPv6 not available");
        };
    RunState state = ended(start(lacks));
    assertEquals("ipv6", state.missing().reason());
    assertNull(state.failure());
    RunState late =
        ended(
            start(
                run -> {
                  settle(run);
                  lacks.in(run);
                }));
    assertEquals("said", late.outcome());
    assertNull(late.missing());
    assertEquals("IPv6 not available", late.failure());
  }

  @Test
  void who_follows_a_run_is_counted_until_they_go() {
    String id = start(run -> Thread.currentThread().join());
    assertEquals(Watchers.NONE, runs.watchers(id));
    Caller mina = Trial.person(1, "192.168.0.9");
    Runnable first = runs.watch(id, mina).orElseThrow();
    Runnable second = runs.watch(id, mina).orElseThrow();
    Runnable host = runs.watch(id, Trial.host()).orElseThrow();
    Runnable deck = runs.watch(id, Trial.host()).orElseThrow();
    assertEquals(new Watchers(4, 2, 2, null), runs.watchers(id));
    second.run();
    assertEquals(new Watchers(3, 2, 2, null), runs.watchers(id));
    deck.run();
    assertEquals(new Watchers(2, 2, 1, null), runs.watchers(id));
    first.run();
    host.run();
    Watchers gone = runs.watchers(id);
    assertEquals(new Watchers(0, 0, 0, gone.left()), gone);
    assertTrue(gone.left().compareTo(Patience.LIMIT) < 0, "" + gone.left());
    runs.watch(id, Trial.host());
    assertEquals(new Watchers(1, 1, 1, null), runs.watchers(id));
    assertTrue(runs.watch("no such run", mina).isEmpty());
  }

  @Test
  void a_result_belongs_to_its_person_its_parameters_and_its_spot() {
    Caller mina = Trial.person(1, "192.168.0.9");
    Spot here = new Spot("/ko/ports", "twenty");
    runs.start(doing(LifeOfARunTest::settle), Map.of(), mina, here);
    RunState latest = runs.start(doing(LifeOfARunTest::settle), Map.of(), mina, here);
    Results results = runs.results();
    assertEquals(latest.id(), results.at(mina.person(), here).orElseThrow().id());
    assertEquals(latest.id(), results.of(mina.person(), "doing", Map.of()).orElseThrow().id());
    assertTrue(results.at(mina.person(), new Spot("/en/ports", "twenty")).isEmpty());
    assertTrue(results.at(Trial.person(2, "192.168.0.9").person(), here).isEmpty());
    assertTrue(results.at(null, here).isEmpty());
  }

  @Test
  void the_end_of_portside_is_the_end_of_every_run() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(start(this::waits));
      next();
    }
    runs.close();
    ids.forEach(id -> assertNull(ended(id).failure()));
    assertThrows(Refused.class, () -> start(LifeOfARunTest::settle));
  }
}
