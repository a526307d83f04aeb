package portside.experiments.reach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.access.Role;
import portside.experiments.Experiment;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Opened;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.instruments.Curl;
import portside.instruments.Door;
import portside.instruments.DoorTry;
import portside.instruments.LessonProgram;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.ThisComputer;
import portside.page.Urls;
import portside.process.Child;
import portside.programs.DevServer;
import portside.programs.Programs;

/** Starts a server on a free port, tries one door of it, and closes it. */
public final class Reach implements Experiment<ReachParameters, ReachEvidence> {
  /** Java starts in a second; eight at once would fill a computer. */
  private static final int AT_ONCE = 4;

  private final Programs programs;
  private final InetAddress listening;
  private final Duration patience;

  /**
   * @param programs the lessons' programs
   * @param listening the address that Portside itself is bound to, possibly a wildcard
   */
  public Reach(Programs programs, InetAddress listening) {
    this(programs, listening, Duration.ofMinutes(1));
  }

  /**
   * @param patience how long to wait for another device; the sentences say a minute
   */
  Reach(Programs programs, InetAddress listening, Duration patience) {
    this.programs = programs;
    this.listening = listening;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "reach";
  }

  @Override
  public Class<ReachParameters> parameters() {
    return ReachParameters.class;
  }

  @Override
  public Class<ReachEvidence> evidence() {
    return ReachEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of(DoorTry.ANSWERED, DoorTry.REFUSED, DoorTry.NO_ANSWER);
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  @Override
  public Map<String, Role> actions() {
    return Map.of("seen", Role.GUEST);
  }

  @Override
  public Optional<Missing> missing(ReachParameters asked, ThisComputer here) {
    if (!here.owns(asked.bind())) {
      return Optional.of(new Missing("not-own", Map.of("address", IpAddresses.text(asked.bind()))));
    }
    if (asked.from().equals("ipv6-loopback") && !Door.IPV6_LOOPBACK.isHere(here)) {
      return Optional.of(new Missing("ipv6"));
    }
    if (asked.from().equals("127.0.0.2") && !Door.SECOND_LOOPBACK.isHere(here)) {
      return Optional.of(new Missing("second-loopback"));
    }
    boolean otherDevice = asked.from().equals(ReachParameters.OTHER_DEVICE);
    if ((asked.from().equals("lan") || otherDevice) && Door.lan(here).isEmpty()) {
      return Optional.of(new Missing("lan"));
    }
    if (otherDevice && Door.toNetwork(listening, here).isEmpty()) {
      return Optional.of(new Missing("room"));
    }
    if (asked.from().equals("wildcard") || asked.from().equals("localhost")) {
      Optional<Missing> curl = Curl.missing();
      if (curl.isPresent()) {
        return curl;
      }
    }
    return LessonProgram.missing(programs, Programs.APP, asked.runtime());
  }

  @Override
  public Optional<String> program(ReachParameters asked) {
    return programs.finder().place(asked.runtime().program(Programs.APP));
  }

  @Override
  public Optional<Opened> opened(RunState run) {
    ReachEvidence found = (ReachEvidence) run.evidence();
    return found == null || found.port() == null
        ? Optional.empty()
        : Optional.of(new Opened(((ReachParameters) run.parameters()).bind(), found.port()));
  }

  @Override
  public void run(ReachParameters asked, Run<ReachEvidence> run) throws Exception {
    DevServer server = start(asked, run);
    Attempt attempt = new Attempt(server, run);
    if (asked.from().equals(ReachParameters.OTHER_DEVICE)) {
      String room =
          Door.toNetwork(listening, ThisComputer.now()).orElseThrow().url(run.caller().localPort());
      URI page = URI.create(room).resolve(Urls.experiment(name(), run.id()));
      attempt.byOtherDevice(page.toString(), patience);
    } else {
      attempt.by(door(asked.from()), programs.children());
    }
  }

  private DevServer start(ReachParameters asked, Run<ReachEvidence> run)
      throws IOException, InterruptedException {
    int port =
        Binding.portForAProgram(asked.bind()).orElseThrow(() -> new IOException("no free port"));
    DevServer server =
        run.own(
            LessonProgram.start(
                programs, asked.runtime(), asked.bind(), port, false, run, run::line));
    if (!server.awaitReady(Child.START_PATIENCE)) {
      throw new Lacking("not-started");
    }
    return server;
  }

  private static Door door(String from) {
    return switch (from) {
      case "loopback" -> Door.LOOPBACK;
      case "127.0.0.2" -> Door.SECOND_LOOPBACK;
      case "lan" -> Door.lan(ThisComputer.now()).get(0);
      case "localhost" -> Door.LOCALHOST;
      case "ipv6-loopback" -> Door.IPV6_LOOPBACK;
      case "wildcard" -> Door.WILDCARD;
      default -> throw new IllegalArgumentException(from);
    };
  }
}
