package portside.experiments.whichrun;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.experiments.Experiment;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Said;
import portside.experiments.whichrun.WhichrunEvidence.Endpoint;
import portside.experiments.whichrun.WhichrunEvidence.Transcript;
import portside.instruments.LessonProgram;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Knock;
import portside.net.Protocol;
import portside.net.ThisComputer;
import portside.process.Child;
import portside.process.Command;
import portside.programs.DevServer;
import portside.programs.Language;
import portside.programs.Launch;
import portside.programs.Program;
import portside.programs.Programs;

/**
 * Starts one Flask program in both ways, and looks in the system's table where its process listens:
 * what it prints is not believed. {@code flask run} imports the program, so that what stands behind
 * {@code if __name__ == "__main__"} does not run; a bare {@code app.run} would be ignored (Flask
 * documentation, API, {@code Flask.run}).
 *
 * <p>With {@code FLASK_DEBUG=1} left in the shell it looks whether debug mode is on, which neither
 * program nor command has asked for: both {@code flask run} and {@code app.run} without {@code
 * debug=} heed the variable (Flask documentation, "Debug Mode"; {@code flask/helpers.py}). Debug
 * mode is seen by Werkzeug's page {@code /console}, which is there only then.
 */
public final class Whichrun implements Experiment<WhichrunParameters, WhichrunEvidence> {
  private static final Program PROGRAM = Program.of("address", Language.PYTHON);
  private static final InetAddress COMMANDS = IpAddresses.LOOPBACK;

  /** What the lesson's text says; another where this one is taken. */
  private static final int COMMANDS_PORT = 5001;

  /** So often somebody else may be quicker at a port that was free. */
  private static final int TRIES = 3;

  private final Programs programs;

  /** Somebody else got the port before the program. */
  private static final class PortLost extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param programs the lessons' programs
   */
  public Whichrun(Programs programs) {
    this.programs = programs;
  }

  @Override
  public String name() {
    return "whichrun";
  }

  @Override
  public Class<WhichrunParameters> parameters() {
    return WhichrunParameters.class;
  }

  @Override
  public Class<WhichrunEvidence> evidence() {
    return WhichrunEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of(
        "command-line-wins",
        "program-wins",
        "debug-on",
        "debug-off",
        "debug-differs",
        Missing.OUTCOME);
  }

  /** Of two ways that differ, the sentence names the one. */
  @Override
  public Optional<Said> said(RunState run) {
    Transcript program = ((WhichrunEvidence) run.evidence()).program();
    return Optional.ofNullable(program)
        .filter(found -> "debug-differs".equals(run.outcome()))
        .map(found -> new Said(found.debug() ? "only-program" : "only-command"));
  }

  @Override
  public int atOnce() {
    return 1; // two at once would want the same ports
  }

  @Override
  public Optional<Missing> missing(WhichrunParameters parameters, ThisComputer here) {
    return programs
        .knownLack(programs.current(PROGRAM))
        .flatMap(
            lack ->
                switch (lack) {
                  case FLASK -> Optional.of(new Missing("flask"));
                  case PLACE -> LessonProgram.noPlace();
                  default -> Optional.of(new Missing("program"));
                });
  }

  @Override
  public Optional<String> program(WhichrunParameters parameters) {
    return programs.finder().place(PROGRAM);
  }

  @Override
  public void run(WhichrunParameters parameters, Run<WhichrunEvidence> run) throws Exception {
    LessonProgram.requirePlace();
    if (programs.lacks(PROGRAM).isPresent()) {
      run.settle(Missing.OUTCOME, WhichrunEvidence.NONE);
      return;
    }
    Program address = LessonProgram.current(programs, PROGRAM, run);
    for (int tries = 1; ; tries++) {
      try {
        once(parameters, address, run);
        return;
      } catch (PortLost another) {
        if (tries == TRIES) {
          throw new Lacking("not-started");
        }
      }
    }
  }

  private void once(WhichrunParameters parameters, Program address, Run<WhichrunEvidence> run)
      throws IOException, InterruptedException {
    AppRun copy =
        run.own(AppRun.copy(address.file(), programs.lines(address), programs.children()));
    int port =
        AppRun.free(COMMANDS, copy.port() == COMMANDS_PORT ? 0 : COMMANDS_PORT)
            .orElseThrow(() -> new Lacking("no-port"));
    boolean trap = parameters.debugInShell();
    run.progress(evidence(copy, port, null, null), 0.1);
    Launch byCommand = programs.server(address, COMMANDS, port, false);
    Endpoint asked = new Endpoint(COMMANDS, port);
    Endpoint written = new Endpoint(copy.host(), copy.port());
    Transcript command = transcript(byCommand, asked, copy, trap, run);
    run.progress(evidence(copy, port, command, null), 0.55);
    Transcript program = transcript(programs.plain(address, List.of()), written, copy, trap, run);
    String outcome = trap ? debug(command, program) : decider(command, program, asked, written);
    run.settle(outcome, evidence(copy, port, command, program));
  }

  private static String decider(
      Transcript command, Transcript program, Endpoint asked, Endpoint written) throws Lacking {
    if (!program.listening().equals(List.of(written))) {
      throw elsewhere(program.listening());
    }
    if (command.listening().equals(List.of(asked))) {
      return "command-line-wins";
    }
    if (command.listening().equals(List.of(written))) {
      return "program-wins";
    }
    throw elsewhere(command.listening());
  }

  /** Neither where the command says nor where the program does, as one that was changed may. */
  private static Lacking elsewhere(List<Endpoint> listening) {
    String where =
        listening.stream()
            .map(at -> IpAddresses.inUrl(at.address()) + ":" + at.port())
            .collect(Collectors.joining(", "));
    return new Lacking(new Missing("elsewhere", Map.of("where", where)));
  }

  /** Flask 3.1 with click 8.4.0 heeds the variable in one way only (pallets/flask, issue 6025). */
  private static String debug(Transcript command, Transcript program) {
    if (command.debug() != program.debug()) {
      return "debug-differs";
    }
    return command.debug() ? "debug-on" : "debug-off";
  }

  /**
   * Starts the copy, waits until it listens and answers, and ends it.
   *
   * @param wanted where it would listen, which was free a moment ago
   * @param trap whether {@code FLASK_DEBUG=1} is in its environment, and debug mode is looked for
   */
  private Transcript transcript(
      Launch launch, Endpoint wanted, AppRun copy, boolean trap, Run<WhichrunEvidence> run)
      throws IOException, InterruptedException {
    List<String> console = Collections.synchronizedList(new ArrayList<>());
    Command command = launch.command().in(copy.folder().path());
    Launch ours = new Launch(trap ? command.with("FLASK_DEBUG", "1") : command, launch.shown());
    run.line("in", launch.shown());
    DevServer server =
        run.own(
            DevServer.start(
                programs.children(),
                ours,
                copy.host(),
                copy.port(),
                (stream, text) -> {
                  console.add(text);
                  run.line(stream, text);
                }));
    try {
      List<Endpoint> listening = awaitListening(server, wanted);
      for (Endpoint at : listening) {
        visit(server, at);
      }
      Integer status = trap ? codeConsole(listening.get(0)) : null;
      int processes = server.family().size();
      synchronized (console) {
        return new Transcript(
            launch.shown(), server.pid(), listening, List.copyOf(console), processes, status);
      }
    } finally {
      server.close(); // the second start may want what the first one had
    }
  }

  private static int codeConsole(Endpoint at) throws IOException, InterruptedException {
    String url = "http://" + IpAddresses.inUrl(at.address()) + ":" + at.port() + "/console";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Child.START_PATIENCE).build();
    return HttpClient.newBuilder()
        .proxy(HttpClient.Builder.NO_PROXY)
        .build()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static List<Endpoint> awaitListening(DevServer server, Endpoint wanted)
      throws IOException, InterruptedException {
    List<Endpoint> found =
        server.awaitListening(Child.START_PATIENCE).stream()
            .map(at -> new Endpoint(at.getAddress(), at.getPort()))
            .toList();
    if (found.isEmpty()) {
      boolean free = Binding.tryBind(wanted.address(), wanted.port(), Protocol.TCP).succeeded();
      if (!free) {
        throw new PortLost();
      }
      throw new Lacking("not-started");
    }
    return found;
  }

  /** The table says who listens; that this very process answers there, its own line says. */
  private static void visit(DevServer server, Endpoint at)
      throws IOException, InterruptedException {
    String mark = DevServer.mark();
    // A reloader's parent listens for the child, which answers only when it has started, too.
    InetAddress door = at.address().isAnyLocalAddress() ? COMMANDS : at.address();
    Knock knock = Knock.at(door, at.port(), DevServer.target(mark), Child.START_PATIENCE);
    if (knock.answer() != Knock.Answer.ANSWERED
        || server.saw(mark, LessonProgram.LOG_PATIENCE).isEmpty()) {
      throw new Lacking("not-answered");
    }
  }

  private static WhichrunEvidence evidence(
      AppRun copy, int port, @Nullable Transcript command, @Nullable Transcript program) {
    return new WhichrunEvidence(
        COMMANDS, port, copy.host(), copy.port(), copy.line(), copy.changed(), command, program);
  }
}
