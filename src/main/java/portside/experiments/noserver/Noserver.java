package portside.experiments.noserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.experiments.Experiment;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.instruments.LessonProgram;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.net.RawExchange;
import portside.net.ThisComputer;
import portside.page.Json;
import portside.process.Child;
import portside.programs.DevServer;
import portside.programs.Program;
import portside.programs.Programs;
import portside.programs.ServerRuntime;

/** Calls an application without a server, and looks for ports; then the same behind its server. */
public final class Noserver implements Experiment<NoserverParameters, NoserverEvidence> {
  private static final String PROGRAM = "hello";
  private static final InetAddress HERE = IpAddresses.LOOPBACK;

  private static final String CANNOT_ANSWER = "cannot-answer";
  private static final NoserverEvidence NOTHING =
      new NoserverEvidence(null, null, null, List.of(), null, null, null, null, null, null);

  private final Programs programs;

  /**
   * @param programs the lessons' programs
   */
  public Noserver(Programs programs) {
    this.programs = programs;
  }

  @Override
  public String name() {
    return "noserver";
  }

  @Override
  public Class<NoserverParameters> parameters() {
    return NoserverParameters.class;
  }

  @Override
  public Class<NoserverEvidence> evidence() {
    return NoserverEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("answered-without-port", CANNOT_ANSWER, Missing.OUTCOME);
  }

  @Override
  public int atOnce() {
    return 4;
  }

  @Override
  public Optional<Missing> missing(NoserverParameters asked, ThisComputer here) {
    return LessonProgram.missing(programs, PROGRAM, asked.runtime());
  }

  @Override
  public void run(NoserverParameters asked, Run<NoserverEvidence> run) throws Exception {
    Program program = asked.runtime().program(PROGRAM);
    LessonProgram.requirePlace();
    if (programs.lacks(program).isPresent()) {
      run.settle(Missing.OUTCOME, NOTHING);
      return;
    }
    CompletableFuture<String> answer = new CompletableFuture<>();
    Child bare = bare(program, asked.runtime(), run, answer);
    // The server starts beside it: the two know nothing of each other.
    DevServer server = server(program, run);
    JsonNode said = Json.read(within(answer));
    List<Integer> ports = ports(bare);
    if (said.path("body").isMissingNode() || !bare.isAlive()) {
      run.settle(CANNOT_ANSWER, NOTHING); // its console, the run's raw output, says why
      return;
    }
    if (!ports.isEmpty()) {
      throw new IOException("The application listens, although nobody started a server: " + ports);
    }
    if (!server.awaitReady(Child.START_PATIENCE)) {
      throw new Lacking("not-started");
    }
    run.settle("answered-without-port", evidence(said, bare.pid(), ports, server));
  }

  /** Starts the application without its server; what it answers, or nothing, comes as a text. */
  private Child bare(
      Program program,
      ServerRuntime runtime,
      Run<NoserverEvidence> run,
      CompletableFuture<String> answer)
      throws IOException, InterruptedException {
    String mark = "\u001E" + DevServer.mark();
    Child bare =
        run.own(
            programs
                .children()
                .start(
                    programs.inside(program, around(runtime), List.of(mark)),
                    (stream, text) -> {
                      if (text.startsWith(mark)) {
                        answer.complete(text.substring(mark.length()));
                      } else {
                        run.line(stream, text);
                      }
                    }));
    bare.whenExited().thenRun(() -> answer.complete(""));
    return bare;
  }

  private static NoserverEvidence evidence(
      JsonNode said, long barePid, List<Integer> barePorts, DevServer server) throws IOException {
    List<String> headers = new ArrayList<>();
    said.path("headers").forEach(header -> headers.add(header.asText()));
    String response = response(server.port());
    return new NoserverEvidence(
        said.path("function").asText(),
        barePid,
        said.path("status").asText(null),
        headers,
        said.path("body").asText(),
        barePorts,
        server.pid(),
        ports(server.pid()),
        header(response),
        response.substring(response.indexOf("\r\n\r\n") + 4));
  }

  private DevServer server(Program program, Run<?> run) throws IOException, InterruptedException {
    int port = Binding.portForAProgram(HERE).orElseThrow(() -> new Lacking("no-port"));
    return run.own(
        DevServer.start(
            programs.children(),
            programs.server(program, HERE, port, false),
            HERE,
            port,
            run::line));
  }

  private static String around(ServerRuntime runtime) throws IOException {
    if (runtime == ServerRuntime.JAVA) {
      return Bare.class.getName();
    }
    try (InputStream in = Objects.requireNonNull(Noserver.class.getResourceAsStream("bare.py"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String within(CompletableFuture<String> answer) throws Exception {
    try {
      String said = answer.get(Child.START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return said.isEmpty() ? "{}" : said;
    } catch (TimeoutException silent) {
      throw new Lacking("not-answered");
    }
  }

  private static List<Integer> ports(Child child) {
    Set<Long> family = child.family().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
    return ports(family);
  }

  private static List<Integer> ports(long pid) {
    return ports(Set.of(pid));
  }

  private static List<Integer> ports(Set<Long> pids) {
    return PortHolders.listeners(Protocol.TCP).stream()
        .filter(holder -> holder.pid().isPresent() && pids.contains(holder.pid().getAsLong()))
        .map(holder -> holder.localPort())
        .distinct()
        .toList();
  }

  private static String response(int port) throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
    return new String(
        RawExchange.at(
                HERE, port, request.getBytes(StandardCharsets.US_ASCII), Child.START_PATIENCE)
            .response(),
        StandardCharsets.UTF_8);
  }

  private static @Nullable String header(String response) {
    return response
        .lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("server:"))
        .map(line -> line.substring("server:".length()).strip())
        .findFirst()
        .orElse(null);
  }
}
