package portside.experiments.leftover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.experiments.leftover.LeftoverParameters.Variant;
import portside.net.Binding;
import portside.net.DemoServer;
import portside.net.HostSystem;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.programs.Programs;
import portside.testing.GivenBack;
import portside.testing.Patience;

/** The exercise, done in a real shell. Signals go only to what descends from this test. */
class LeftoverTest {
  private static Children children;
  private final Programs programs = new Programs(Path.of("content"), children, null);
  private final Trial trial = new Trial(new Leftover(children, programs.pythons()));
  private final Set<Long> begun = new HashSet<>();
  private int port;

  @BeforeEach
  void measuredOnLinuxOnly() {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "the signals and /proc of Linux");
  }

  @BeforeAll
  static void start(Children itsChildren) {
    children = itsChildren;
  }

  @AfterEach
  void nothingIsLeft() {
    trial.close();
    programs.close();
    Patience.until(() -> "still listening after the run: " + left(), () -> left().isEmpty());
  }

  @Test
  void asked_to_end_it_says_goodbye() throws Exception {
    RunState run = begin("plain");
    long pid = only();
    shell("kill", pid);
    RunState ended = trial.ended(run.id());
    assertEquals("ended-politely", ended.outcome());
    LeftoverEvidence found = evidence(ended);
    assertEquals(
        List.of("Goodbye! I gave port " + port + " back. (PID " + pid + ")"), found.goodbye());
    assertEquals("SIGTERM (143)", found.exit());
    assertEquals(List.of(new LeftoverEvidence.Member(pid, "program", "polite")), found.members());
    assertFalse(found.held());
    GivenBack.expect(Trial.address("127.0.0.1"), port);
    assertTrue(trial.view(ended, Role.HOST, "ko").contains("data-story=\"program-polite\""));
  }

  @Test
  void killed_it_says_nothing() throws Exception {
    RunState run = begin("plain");
    shell("kill -9", only());
    RunState ended = trial.ended(run.id());
    assertEquals("ended-by-force", ended.outcome());
    assertEquals(List.of(), evidence(ended).goodbye());
    assertEquals("SIGKILL (137)", evidence(ended).exit());
    assertEquals("program-force", evidence(ended).story());
  }

  @Test
  void giving_up_tells_the_pid_and_ends_it() throws Exception {
    RunState run = begin("plain");
    long pid = only();
    assertFalse(trial.view(run, Role.HOST, "en").contains(String.valueOf(pid)), "not told before");
    trial.act(run.id(), "give-up");
    RunState ended = trial.ended(run.id());
    assertEquals("still-running", ended.outcome());
    assertEquals(pid, evidence(ended).members().get(0).pid());
    Patience.untilGone(pid); // ended by Portside
  }

  @Test
  void stopping_the_run_ends_it_without_an_outcome() throws Exception {
    RunState run = begin("plain");
    long pid = only();
    trial.act(run.id(), "stop");
    assertNull(trial.ended(run.id()).outcome());
    Patience.untilGone(pid);
  }

  @Test
  void a_stopped_program_takes_sigterm_only_when_it_goes_on() throws Exception {
    RunState run = begin("stopped");
    long pid = only();
    trial.until(run.id(), s -> Boolean.TRUE.equals(evidence(s).stopped()));
    assertEquals("program", verdict(run, String.valueOf(pid)));
    String found = trial.view(trial.until(run.id(), s -> true), Role.HOST, "en");
    assertTrue(found.contains("<td>stopped: lives, but does nothing</td>"), found);
    shell("kill", pid);
    RunState waiting = trial.until(run.id(), s -> Boolean.TRUE.equals(evidence(s).waiting()));
    assertTrue(waiting.alive());
    assertTrue(ProcessHandle.of(pid).orElseThrow().isAlive(), "it waits");
    assertTrue(trial.view(waiting, Role.HOST, "ko").contains("data-story=\"waiting\""));
    shell("kill -CONT", pid);
    RunState ended = trial.ended(run.id());
    assertEquals("ended-politely", ended.outcome());
    assertEquals(1, evidence(ended).goodbye().size());
  }

  @Test
  void a_stopped_program_can_be_killed_as_it_is() throws Exception {
    RunState run = begin("stopped");
    shell("kill -9", only());
    assertEquals("ended-by-force", trial.ended(run.id()).outcome());
  }

  @Test
  void a_stopped_program_ends_with_its_run() throws Exception {
    RunState run = begin("stopped");
    long pid = only();
    trial.act(run.id(), "stop");
    trial.ended(run.id());
    // Killed, it may still be in the table until its parent has read how it ended.
    Patience.untilGone(pid);
  }

  @Test
  void the_wrong_one_of_a_pair_leaves_the_port_taken() throws Exception {
    RunState run = beginPair();
    long parent = parent();
    long child = child(parent);
    assertEquals("parent", verdict(run, String.valueOf(parent)));
    shell("kill -9", parent);
    RunState alone = trial.until(run.id(), s -> evidence(s).story().equals("parent-force"));
    trial.until(run.id(), s -> evidence(s).guess().verdict().equals("ended"));
    assertTrue(alone.alive() && evidence(alone).held());
    assertEquals(
        List.of(new LeftoverEvidence.Member(parent, "parent", "force")), evidence(alone).members());
    assertEquals(Set.of(child), listeners(), "the child goes on alone");
    assertEquals("child-alone", verdict(run, String.valueOf(child)));
    shell("kill", child);
    RunState ended = trial.ended(run.id());
    assertEquals("parent-force.child-polite", evidence(ended).story());
    assertEquals("ended-by-force", ended.outcome(), "the parent was");
  }

  @Test
  void portside_itself_is_no_client_of_the_port() throws Exception {
    beginPair();
    assertEquals(
        List.of(),
        PortHolders.all(Protocol.TCP).stream()
            .filter(holder -> holder.remotePort().orElse(0) == port)
            .filter(holder -> holder.pid().orElse(-1) == ProcessHandle.current().pid())
            .toList(),
        "whoever looks for the port should find what was left behind");
  }

  @Test
  void an_orphan_ends_with_its_run() throws Exception {
    RunState run = beginPair();
    long parent = parent();
    shell("kill -9", parent);
    trial.until(run.id(), s -> evidence(s).story().equals("parent-force"));
    trial.act(run.id(), "give-up");
    assertEquals("still-running", trial.ended(run.id()).outcome());
    assertEquals(Set.of(), left());
  }

  @Test
  void the_parent_of_a_pair_takes_its_child_along() throws Exception {
    RunState run = beginPair();
    shell("kill", parent());
    RunState ended = trial.ended(run.id());
    assertEquals("ended-politely", ended.outcome(), evidence(ended).toString());
    assertEquals("parent-polite.child-followed", evidence(ended).story());
  }

  @Test
  void the_child_of_a_pair_takes_its_parent_along_either_way() throws Exception {
    RunState asked = beginPair();
    shell("kill", child(parent()));
    RunState ended = trial.ended(asked.id());
    assertEquals("ended-politely", ended.outcome(), evidence(ended).toString());
    assertEquals("parent-followed.child-polite", evidence(ended).story());

    RunState forced = beginPair();
    shell("kill -9", child(parent()));
    RunState killed = trial.ended(forced.id());
    assertEquals("ended-by-force", killed.outcome(), evidence(killed).toString());
    assertEquals("parent-followed.child-force", evidence(killed).story());
  }

  @Test
  void a_typed_pid_is_judged() throws Exception {
    RunState run = begin("plain");
    long pid = only();
    assertEquals("no-number", verdict(run, "abc"));
    assertEquals("no-number", verdict(run, "-5"));
    assertEquals("nobody", verdict(run, "9".repeat(20)));
    assertEquals("nobody", verdict(run, "4294967297"), "not 1, as in 32 bits");
    assertEquals("portside", verdict(run, String.valueOf(ProcessHandle.current().pid())));
    assertEquals("other", verdict(run, "1"));
    assertEquals("nobody", verdict(run, "999999999"));
    assertEquals("program", verdict(run, String.valueOf(pid)));
    assertEquals(pid, evidence(trial.until(run.id(), s -> true)).members().get(0).pid());
  }

  @Test
  void a_typed_pid_of_a_client_is_told_from_the_server() throws Exception {
    RunState run = begin("plain");
    String hold = "import socket,sys\ns=socket.create_connection(('127.0.0.1',%d))\ns.recv(9)\n";
    String python = programs.pythons().withFlask().map(Path::toString).orElse("python3");
    try (Child client = children.start(Command.of(python, "-c", hold.formatted(port)))) {
      trial.until(
          run.id(),
          s ->
              PortHolders.all(Protocol.TCP).stream()
                  .anyMatch(
                      h -> h.pid().orElse(-1) == client.pid() && h.remotePort().orElse(0) == port));
      assertEquals("client", verdict(run, String.valueOf(client.pid())));
    }
  }

  @Test
  void signals_are_read_as_linux_writes_them() {
    assertEquals(
        new Signals(true, true),
        Signals.parse(
            List.of(
                "State:\tT (stopped)", "SigPnd:\t0000000000000000", "ShdPnd:\t0000000000004000")));
    assertEquals(
        new Signals(false, false),
        Signals.parse(List.of("State:\tS (sleeping)", "ShdPnd:\t0000000000002000")));
  }

  @Test
  void hints_ask_before_they_force_and_are_there_without_a_script() throws Exception {
    for (Variant variant : Variant.values()) {
      List<String> keys = Hint.of(variant, 8080, HostSystem.LINUX).stream().map(Hint::key).toList();
      assertTrue(keys.indexOf("find") < keys.indexOf("ask"), keys.toString());
      assertTrue(keys.indexOf("ask") < keys.indexOf("force"), keys.toString());
    }
    RunState run = begin("plain");
    String view = trial.view(run, Role.HOST, "ko");
    assertTrue(view.contains("<details class=\"leftover-hint\""), view);
    assertFalse(trial.view(run, Role.GUEST, "ko").contains("give-up"));
  }

  @Test
  void a_stranger_who_was_faster_is_not_taken_for_the_program() throws Exception {
    Optional<DemoServer> faster = Optional.empty();
    while (faster.isEmpty()) { // the program itself, or another test, may be faster than we are
      int next = Binding.nextFreePort(Trial.address("0.0.0.0"), 8_079, Protocol.TCP).orElseThrow();
      RunState run = trial.start("variant", "plain");
      Patience.until(() -> "no program starts", () -> !children.running().isEmpty());
      faster = stranger(next);
      RunState up = trial.until(run.id(), s -> s.evidence() != null || !s.alive());
      assertTrue(up.alive(), up.toString());
      if (faster.isPresent()) {
        assertNotEquals(next, evidence(up).port());
        faster.get().close();
      }
      trial.act(run.id(), "stop");
      trial.ended(run.id());
      Patience.untilNoneRuns(children);
    }
  }

  private static Optional<DemoServer> stranger(int port) {
    try {
      return Optional.of(
          DemoServer.open(
              Trial.address("127.0.0.1"),
              port,
              anybody -> true,
              request -> DemoServer.Response.text(200, "Who?")));
    } catch (IOException taken) {
      return Optional.empty();
    }
  }

  private RunState begin(String variant) throws InterruptedException {
    RunState run = trial.start("variant", variant);
    RunState up = trial.until(run.id(), s -> s.evidence() != null || !s.alive());
    assertTrue(up.alive(), up.toString());
    port = evidence(up).port();
    begun.addAll(listeners());
    return up;
  }

  private RunState beginPair() throws InterruptedException {
    assumeTrue(programs.pythons().withFlask().isPresent(), "needs a Python with Flask");
    RunState run = begin("reloader");
    // A process that is just becoming another program shows no file for a moment.
    Patience.until(
        () -> "a parent and a child share the socket: " + listeners(),
        () -> listeners().size() == 2);
    begun.addAll(listeners());
    return run;
  }

  private String verdict(RunState run, String typed) throws InterruptedException {
    trial.act(run.id(), "pid", "pid", typed);
    RunState judged =
        trial.until(
            run.id(),
            s -> evidence(s).guess() != null && evidence(s).guess().typed().equals(typed));
    return evidence(judged).guess().verdict();
  }

  private Set<Long> listeners() {
    return PortHolders.of(port, Protocol.TCP).stream()
        .filter(h -> h.state().takesNewcomers())
        .filter(h -> h.localAddress().equals(Trial.address("127.0.0.1")))
        .flatMapToLong(h -> h.pid().stream())
        .boxed()
        .collect(Collectors.toSet());
  }

  /** Of what this test began; the next program may have the port as soon as it is free. */
  private Set<Long> left() {
    Set<Long> left = port == 0 ? new HashSet<>() : listeners();
    left.retainAll(begun);
    return left;
  }

  private long only() {
    Set<Long> listeners = listeners();
    assertEquals(1, listeners.size(), "" + listeners);
    return listeners.iterator().next();
  }

  private long parent() {
    return listeners().stream().filter(pid -> listeners().contains(child(pid))).findFirst().get();
  }

  private long child(long pid) {
    return ProcessHandle.of(pid)
        .orElseThrow()
        .children()
        .map(ProcessHandle::pid)
        .findFirst()
        .orElse(-1L);
  }

  /** Types a line as a student does; the number must be one of this test's own processes. */
  private void shell(String kill, long pid) throws Exception {
    assertTrue(children.owns(pid), "not ours: " + pid);
    try (Child sh = children.start(Command.of("sh", "-c", kill + " " + pid))) {
      assertEquals(0, sh.awaitExit(Patience.LIMIT).orElseThrow().code());
    }
  }

  private static LeftoverEvidence evidence(RunState run) {
    return Trial.evidence(run, LeftoverEvidence.class);
  }
}
