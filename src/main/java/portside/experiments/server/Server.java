package portside.experiments.server;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import portside.access.Role;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Opened;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Said;
import portside.instruments.LessonProgram;
import portside.net.IpAddresses;
import portside.net.ThisComputer;
import portside.programs.Programs;

/** Starts a development server for as long as the reader likes, and tries its doors. */
public final class Server implements Experiment<ServerParameters, ServerEvidence> {
  /** A table that is compared with another needs two; a class needs no more than this. */
  private static final int AT_ONCE = 4;

  private final Programs programs;
  private final InetAddress listening;
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();

  /**
   * @param programs the lessons' programs
   * @param listening the address that Portside itself is bound to, possibly a wildcard
   */
  public Server(Programs programs, InetAddress listening) {
    this.programs = programs;
    this.listening = listening;
  }

  @Override
  public String name() {
    return "server";
  }

  @Override
  public Class<ServerParameters> parameters() {
    return ServerParameters.class;
  }

  @Override
  public Class<ServerEvidence> evidence() {
    return ServerEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of(
        "listening", "in-use", "needs-privilege", "not-this-computer", "reserved", Missing.OUTCOME);
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  @Override
  public Map<String, Role> actions() {
    return Map.of("rebind", Role.HOST, "seen", Role.GUEST);
  }

  @Override
  public Optional<Missing> missing(ServerParameters parameters, ThisComputer here) {
    return LessonProgram.missing(programs, Programs.APP, parameters.runtime());
  }

  @Override
  public Optional<String> program(ServerParameters parameters) {
    return programs.finder().place(parameters.runtime().program(Programs.APP));
  }

  @Override
  public Optional<Opened> opened(RunState run) {
    ServerEvidence found = (ServerEvidence) run.evidence();
    return found == null || found.commandLine() == null || found.host() == null
        ? Optional.empty()
        : Optional.of(new Opened(found.host(), found.port()));
  }

  @Override
  public Optional<Said> said(RunState run) {
    if (!run.outcome().equals("listening")) {
      return Optional.empty();
    }
    // Moved to another host, it has listened before and does not yet.
    if ("starting".equals(((ServerEvidence) run.evidence()).doing())) {
      return Optional.of(new Said(run.alive() ? "moves" : "not-moved"));
    }
    return run.alive() ? Optional.of(new Said("listens")) : Optional.empty();
  }

  @Override
  public void run(ServerParameters parameters, Run<ServerEvidence> run) throws Exception {
    ServerRun server = new ServerRun(programs, listening, ports, parameters, run);
    try {
      server.run();
    } finally {
      ports.remove(run.id());
    }
  }

  /** The hosts that a server can be moved to with one click. */
  public static List<InetAddress> hosts(ThisComputer here) {
    return Stream.concat(
            Stream.concat(
                Stream.of("127.0.0.1"),
                here.lanAddresses().stream().limit(1).map(IpAddresses::text)),
            Stream.of("0.0.0.0"))
        .flatMap(text -> IpAddresses.parse(text).stream())
        .toList();
  }
}
