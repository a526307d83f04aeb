package portside.experiments.request;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import portside.experiments.Echo;
import portside.experiments.Experiment;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Said;
import portside.experiments.request.RequestParameters.Ask;
import portside.instruments.LessonProgram;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.RawExchange;
import portside.net.ThisComputer;
import portside.process.Child;
import portside.process.Command;
import portside.process.LineListener;
import portside.programs.DevServer;
import portside.programs.Program;
import portside.programs.Programs;
import portside.programs.ServerRuntime;

/** Sends one request to a program of the lesson and follows it through the framework. */
public final class Request implements Experiment<RequestParameters, RequestEvidence> {
  private static final InetAddress HERE = IpAddresses.LOOPBACK;

  /** The first answer is a part of the start: on a busy computer both take long. */
  private static final Duration ANSWER_PATIENCE = Child.START_PATIENCE;

  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final long LINE_MILLIS = LessonProgram.LOG_PATIENCE.toMillis();
  private static final int LONGEST_TOLD = 200;
  private static final String STAYS = "stays-in-terminal";
  private static final String SENT = "sent-to-browser";

  /** Java starts in a second; eight at once would fill a computer. */
  private static final int AT_ONCE = 4;

  private final Programs programs;

  /**
   * @param programs the lessons' programs
   */
  public Request(Programs programs) {
    this.programs = programs;
  }

  @Override
  public String name() {
    return "request";
  }

  @Override
  public Class<RequestParameters> parameters() {
    return RequestParameters.class;
  }

  @Override
  public Class<RequestEvidence> evidence() {
    return RequestEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("200", "404", "405", "500", STAYS, SENT);
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  @Override
  public Optional<Missing> missing(RequestParameters asked, ThisComputer here) {
    return LessonProgram.missing(programs, asked.program(), asked.runtime());
  }

  @Override
  public Optional<Said> said(RunState run) {
    RequestEvidence found = (RequestEvidence) run.evidence();
    boolean ofFramework = found.function() == null || found.error() != null;
    return ofFramework || !Set.of("404", "405", "500").contains(run.outcome())
        ? Optional.empty()
        : Optional.of(new Said("by-function", Map.of("name", found.function())));
  }

  @Override
  public Optional<String> program(RequestParameters asked) {
    return programs.finder().place(asked.runtime().program(asked.program()));
  }

  @Override
  public void run(RequestParameters asked, Run<RequestEvidence> run) throws Exception {
    int port = Binding.portForAProgram(HERE).orElseThrow(() -> new Lacking("no-port"));
    Program program =
        LessonProgram.current(programs, asked.runtime().program(asked.program()), run);
    String shown = programs.server(program, HERE, port, false).shown();
    run.line("in", shown);
    String mark = "\u001E" + DevServer.mark();
    Inside inside = new Inside(mark, programs.folder(program).toString(), run::line);
    Child child = run.own(programs.children().start(command(asked, program, mark, port), inside));
    byte[] request = Wire.request(asked, port);
    RawExchange exchange = ask(run, child, inside, port, request);
    if (exchange.response().length == 0) {
      throw new Lacking("not-answered");
    }
    inside.await("done", LINE_MILLIS);
    inside.awaitAccessLine(LINE_MILLIS);
    // Nobody is told too early that somebody else has answered: a busy computer writes late.
    inside.await("arrived", LINE_MILLIS);
    if (!inside.knows("arrived")) {
      throw new Lacking("somebody-else", port);
    }
    List<WireLine> response = Wire.lines(exchange.response(), "status");
    int status = status(response);
    run.settle(
        asked.ask() == Ask.PRINTED && !inside.printed().isEmpty()
            ? whereabouts(inside.printed(), response)
            : outcome(status, response),
        evidence(shown, port, request, response, status, exchange, inside));
  }

  private Command command(RequestParameters asked, Program program, String mark, int port)
      throws IOException, InterruptedException {
    String around =
        asked.runtime() == ServerRuntime.FLASK ? source("follow.py") : Follow.class.getName();
    List<String> arguments = List.of(mark, IpAddresses.text(HERE), Integer.toString(port));
    return programs.inside(program, around, arguments);
  }

  private static String source(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Request.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Knocks until the program listens; the connection that works carries the request. */
  private static RawExchange ask(Run<?> run, Child child, Inside inside, int port, byte[] request)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + Child.START_PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (child.awaitExit(PAUSE).isPresent()) {
        run.line(LineListener.ERR, end(child).strip()); // below what the program itself said
        throw new Lacking("not-started");
      }
      if (inside.knows("routes")) {
        try {
          return RawExchange.at(HERE, port, request, ANSWER_PATIENCE);
        } catch (ConnectException notYet) {
          // it does not listen yet
        } catch (IOException broken) {
          throw new IOException(
              "The connection broke: " + broken.getMessage() + end(child), broken);
        }
      }
    }
    throw new Lacking("not-started");
  }

  private static String end(Child child) throws InterruptedException {
    return child
        .awaitExit(Duration.ofMillis(500))
        .map(exit -> " It ended with " + exit.signal().orElse("code " + exit.code()) + ".")
        .orElse("");
  }

  private static int status(List<WireLine> response) throws IOException {
    String line = response.get(0).text();
    if (!line.matches("HTTP/1\\.[01] [0-9]{3}.*")) {
      throw new IOException("That is no answer in HTTP: " + line);
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  /**
   * The outcome of a status.
   *
   * @throws Lacking for one that is none of the four, such as the redirect of Werkzeug for a path
   *     with two slashes, or what a changed program makes up
   */
  static String outcome(int status, List<WireLine> response) throws Lacking {
    return switch (status) {
      case 200, 404, 405, 500 -> Integer.toString(status);
      default ->
          throw new Lacking(
              new Missing(
                  "other-status",
                  Map.of(
                      "answer",
                      response.stream()
                          .filter(line -> List.of("status", "location").contains(line.kind()))
                          .map(line -> Echo.of(line.text(), LONGEST_TOLD))
                          .collect(Collectors.joining(", ")))));
    };
  }

  /** Whether what the function printed has gone out with its answer. */
  private static String whereabouts(List<String> printed, List<WireLine> response) {
    boolean sent =
        response.stream()
            .filter(line -> line.kind().equals("body"))
            .anyMatch(line -> printed.stream().anyMatch(line.text()::contains));
    return sent ? SENT : STAYS;
  }

  private static RequestEvidence evidence(
      String commandLine,
      int port,
      byte[] request,
      List<WireLine> response,
      int status,
      RawExchange exchange,
      Inside inside) {
    return new RequestEvidence(
        commandLine,
        port,
        Wire.lines(request, "request"),
        response,
        status,
        inside.routes(),
        inside.value("function", "route"),
        inside.function(),
        inside.arguments(),
        inside.value("returned", "value"),
        inside.printed(),
        inside.value("error", "error"),
        inside.accessLine(),
        inside.micros("arrived", "function"),
        inside.micros("function", "returned", "error"),
        inside.knows("returned")
            ? inside.micros("returned", "done")
            : inside.micros("error", "done"),
        exchange.elapsedMicros(),
        inside.console());
  }
}
