package portside.experiments.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import portside.experiments.Action;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.instruments.BindOutcome;
import portside.instruments.BrowserTries;
import portside.instruments.BrowserTry;
import portside.instruments.Door;
import portside.instruments.DoorTry;
import portside.instruments.LessonProgram;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.net.ThisComputer;
import portside.page.Urls;
import portside.process.Child;
import portside.process.Exit;
import portside.programs.DevServer;
import portside.programs.Programs;

/**
 * One run: a server, its table, and what happens to it. Everything but the console on one thread.
 */
final class ServerRun {
  private static final Duration TICK = Duration.ofMillis(150);
  private static final int CONSOLE_LINES = 40;
  private static final int MOST_EARLIER = 3;

  private final Programs programs;
  private final InetAddress listening;
  private final Map<String, Integer> ports;
  private final ServerParameters asked;
  private final Run<ServerEvidence> run;
  private final Current current = new Current();

  private final Deque<String> console = new ArrayDeque<>(); // guarded by itself
  private long consoleVersion; // guarded by console

  private InetAddress host;
  private int port;
  private List<DoorTry> reach = new ArrayList<>();
  private final BrowserTries tries;
  private final BrowserTable devices = new BrowserTable();
  private final List<ServerEvidence.Earlier> earlier = new ArrayList<>();
  private @Nullable String error;
  private @Nullable Integer nextFreePort;
  private @Nullable String ours;
  private @Nullable String ended;
  private @Nullable String doing;
  private @Nullable String notice;

  ServerRun(
      Programs programs,
      InetAddress listening,
      Map<String, Integer> ports,
      ServerParameters asked,
      Run<ServerEvidence> run) {
    this.programs = programs;
    this.listening = listening;
    this.ports = ports;
    this.asked = asked;
    this.run = run;
    this.tries = new BrowserTries(run);
    this.host = asked.host();
    this.port = asked.port();
  }

  void run() throws IOException, InterruptedException {
    LessonProgram.requirePlace();
    if (programs.lacks(asked.runtime().program(Programs.APP)).isPresent()) {
      run.settle(Missing.OUTCOME, evidence());
      return;
    }
    run.own(current);
    Optional<String> why = start(host);
    if (why.isPresent()) {
      nextFreePort = nextFreePort(why.get());
      run.settle(why.get(), evidence());
      return;
    }
    knock();
    run.settle("listening", evidence());
    live();
  }

  /**
   * Starts a server.
   *
   * @return why it could not listen, as an outcome; empty when it listens
   */
  private Optional<String> start(InetAddress where) throws IOException, InterruptedException {
    if (port == 0) {
      port = Binding.portForAProgram(where).orElse(0);
    }
    Binding.Attempt attempt = Binding.tryBind(where, port, Protocol.TCP);
    if (!attempt.succeeded()) {
      error = attempt.error().orElse(null);
      String why = outcome(attempt);
      ours = why.equals("in-use") ? ownRun() : null;
      return Optional.of(why);
    }
    error = null;
    ours = null;
    doing = "starting";
    host = where;
    port = attempt.boundPort().orElse(port);
    ports.put(run.id(), port);
    run.progress(evidence(), 0.05);
    DevServer server =
        current.set(
            LessonProgram.start(
                programs, asked.runtime(), host, port, asked.debug(), run, this::print));
    run.progress(evidence(), 0.1);
    if (server.awaitReady(Child.START_PATIENCE)) {
      return Optional.empty();
    }
    current.close();
    doing = null;
    // Somebody may have been faster between the attempt and the start.
    Binding.Attempt again = Binding.tryBind(where, port, Protocol.TCP);
    if (!again.succeeded()) {
      error = again.error().orElse(null);
      return Optional.of(outcome(again));
    }
    // ... and be gone again: then only the program knows.
    error = saidInUse().orElseThrow(() -> new Lacking("not-started"));
    return Optional.of("in-use");
  }

  /** What the program said of a port that it did not get: Java and Werkzeug both name it so. */
  private Optional<String> saidInUse() {
    synchronized (console) {
      return console.stream().filter(line -> line.contains("ddress already in use")).findFirst();
    }
  }

  /** The number to go on with, where only the number stood in the way; null otherwise. */
  private @Nullable Integer nextFreePort(String why) {
    if (!why.equals("in-use") && !why.equals("reserved")) {
      return null;
    }
    OptionalInt next = Binding.nextFreePort(host, port, Protocol.TCP);
    return next.isPresent() ? next.getAsInt() : null;
  }

  /** The other run of this experiment that has the port, so that its reader finds it again. */
  private @Nullable String ownRun() {
    return ports.entrySet().stream()
        .filter(other -> other.getValue() == port && !other.getKey().equals(run.id()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private String outcome(Binding.Attempt failed) throws IOException, InterruptedException {
    return BindOutcome.of(failed, BindOutcome.reserved(failed, programs.children(), run));
  }

  /** Tries every door, showing each result in its turn. */
  private void knock() throws IOException, InterruptedException {
    List<Door> doors = Door.all(ThisComputer.now());
    doing = "knocking";
    try (DoorTries all = new DoorTries(doors, current.get(), programs.children())) {
      for (int i = 0; i < doors.size(); i++) {
        reach.add(all.next(run::line));
        if (reach.size() == doors.size()) {
          doing = null;
        }
        run.progress(evidence(), 0.2 + 0.8 * reach.size() / doors.size());
      }
    }
  }

  /** Until it is stopped or its process ends: the console, the browsers, another host. */
  private void live() throws IOException, InterruptedException {
    long shown = -1;
    while (true) {
      Optional<Action> action = run.next(TICK);
      if (action.isPresent()) {
        rebind(action.get());
      }
      List<BrowserTry> told = tries.read(current.get(), Door.forBrowsers(ThisComputer.now()));
      told.forEach(devices::add);
      Optional<Exit> exit = current.get().exit();
      if (exit.isPresent()) {
        ended = exit.get().signal().orElse(Integer.toString(exit.get().code()));
        run.progress(evidence(), 1);
        return;
      }
      long now;
      synchronized (console) {
        now = consoleVersion;
      }
      if (action.isPresent() || !told.isEmpty() || now != shown) {
        shown = now;
        run.progress(evidence(), 1);
      }
    }
  }

  private void rebind(Action action) throws IOException, InterruptedException {
    Optional<InetAddress> to = IpAddresses.parse(action.fields().getOrDefault("host", "").strip());
    notice = to.isEmpty() ? "not-an-address" : null;
    if (to.isPresent()) {
      rebind(to.get());
    }
  }

  private void rebind(InetAddress to) throws IOException, InterruptedException {
    if (to.equals(host)) {
      return;
    }
    if (asked.debug() && !to.isLoopbackAddress()) {
      notice = "debug-open";
      return;
    }
    if (!ThisComputer.now().owns(to)) {
      notice = "not-this-computer";
      return;
    }
    InetAddress from = host;
    if (earlier.size() == MOST_EARLIER) {
      earlier.remove(0);
    }
    earlier.add(new ServerEvidence.Earlier(from, List.copyOf(reach)));
    reach = new ArrayList<>();
    devices.clear();
    current.close(); // on one port, 0.0.0.0 and 127.0.0.1 do not go together
    Optional<String> why = start(to);
    if (why.isPresent()) {
      notice = why.get();
      earlier.remove(earlier.size() - 1);
      Optional<String> back = start(from);
      if (back.isPresent()) {
        run.progress(evidence(), 1); // why it is where it was, and then no more
        throw new IOException("The port was taken meanwhile: " + error);
      }
    }
    knock();
    tries.forget(); // what came meanwhile found the server before, or none
  }

  private void print(String stream, String text) {
    run.line(stream, text);
    synchronized (console) {
      if (console.size() == CONSOLE_LINES) {
        console.removeFirst();
      }
      console.addLast(text);
      consoleVersion++;
    }
  }

  private String lastLine() {
    synchronized (console) {
      return console.isEmpty() ? "it said nothing" : console.getLast();
    }
  }

  private ServerEvidence evidence() {
    List<String> lines;
    synchronized (console) {
      lines = List.copyOf(console);
    }
    Optional<DevServer> server = current.find();
    ThisComputer here = ThisComputer.now();
    return new ServerEvidence(
        host,
        port,
        server.map(s -> s.launch().shown()).orElse(null),
        server.map(DevServer::pid).orElse(null),
        error,
        nextFreePort,
        ours,
        ended,
        doing,
        notice,
        server
            .flatMap(s -> Door.toNetwork(s.host(), here))
            .map(door -> door.url(port))
            .orElse(null),
        server.flatMap(s -> roomUrl(here)).orElse(null),
        List.copyOf(reach),
        devices.rows(),
        List.copyOf(earlier),
        lines);
  }

  /** This run's page at the address of Portside by which other devices come in. */
  private Optional<String> roomUrl(ThisComputer here) {
    return Door.toNetwork(listening, here)
        .map(door -> URI.create(door.url(run.caller().localPort())))
        .map(room -> room.resolve(Urls.experiment("server", run.id())).toString());
  }

  /** The server of the moment; a rebind puts another in its place. */
  private static final class Current implements AutoCloseable {
    private @Nullable DevServer server;

    synchronized DevServer set(DevServer started) {
      server = started;
      return started;
    }

    synchronized DevServer get() {
      return find().orElseThrow(() -> new IllegalStateException("no server"));
    }

    synchronized Optional<DevServer> find() {
      return Optional.ofNullable(server);
    }

    @Override
    public synchronized void close() {
      if (server != null) {
        server.close();
      }
      server = null;
    }
  }
}
