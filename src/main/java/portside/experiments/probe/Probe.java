package portside.experiments.probe;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import portside.experiments.Experiment;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Said;
import portside.instruments.BindOutcome;
import portside.net.Binding;
import portside.net.EphemeralRange;
import portside.net.HostSystem;
import portside.net.PortZone;
import portside.net.PrivilegedPorts;
import portside.net.Protocol;
import portside.net.ReservedPorts;
import portside.net.ServiceNames;
import portside.net.ThisComputer;
import portside.process.Children;

/** Asks the operating system for a port, gives it back at once, and shows what it answered. */
public final class Probe implements Experiment<ProbeParameters, ProbeEvidence> {
  private final Children children;

  /**
   * @param children starts the command that lists reserved ports on Windows
   */
  public Probe(Children children) {
    this.children = children;
  }

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public Class<ProbeParameters> parameters() {
    return ProbeParameters.class;
  }

  @Override
  public Class<ProbeEvidence> evidence() {
    return ProbeEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("free", "in-use", "needs-privilege", "not-this-computer", "reserved");
  }

  @Override
  public Optional<Said> said(RunState run) {
    ProbeEvidence found = (ProbeEvidence) run.evidence();
    return Optional.ofNullable(found.owner())
        .filter(owner -> run.outcome().equals("in-use") && !owner.isEmpty())
        .map(owner -> new Said("in-use-by", Map.of("who", owner.get(0))));
  }

  @Override
  public void run(ProbeParameters asked, Run<ProbeEvidence> run) throws Exception {
    Binding.Attempt attempt = Binding.tryBind(asked.address(), asked.port(), asked.protocol());
    String outcome = outcome(attempt, BindOutcome.reserved(attempt, children, run));
    run.settle(outcome, evidence(asked, attempt, outcome));
  }

  /**
   * What an answer of the system means.
   *
   * @throws IOException with the system's words, when it is none of the answers that we know: a
   *     wrong outcome would be worse than none
   */
  static String outcome(Binding.Attempt attempt, ReservedPorts reserved) throws IOException {
    return attempt.succeeded() ? "free" : BindOutcome.of(attempt, reserved);
  }

  private static ProbeEvidence evidence(
      ProbeParameters asked, Binding.Attempt attempt, String outcome) {
    boolean inUse = outcome.equals("in-use");
    boolean own = asked.port() != 0 && ThisComputer.now().owns(asked.address());
    // For port 0 the interesting number is the one that was given.
    int port = attempt.boundPort().orElse(asked.port());
    OptionalInt next =
        inUse
            ? Binding.nextFreePort(asked.address(), asked.port(), asked.protocol())
            : OptionalInt.empty();
    PortOwners owners = own ? PortOwners.of(asked) : null;
    return new ProbeEvidence(
        attempt.boundPort().isPresent() ? attempt.boundPort().getAsInt() : null,
        attempt.error().orElse(null),
        attempt.elapsedMicros(),
        serviceName(port, asked.protocol()),
        PortZone.of(port),
        EphemeralRange.ofThisSystem().contains(port),
        owners == null ? null : owners.listener(),
        owners == null || owners.lines().isEmpty() ? null : owners.lines(),
        asked.protocol() == Protocol.TCP && HostSystem.here() != HostSystem.WINDOWS,
        outcome.equals("needs-privilege") ? PrivilegedPorts.startOfUnprivileged() : null,
        next.isPresent() ? next.getAsInt() : null);
  }

  private static @Nullable String serviceName(int port, Protocol protocol) {
    return ServiceNames.of(port, protocol)
        .map(
            service ->
                service.names().isEmpty() || service.seen().isEmpty()
                    ? service.name()
                    : service.name() + " (" + String.join(", ", service.seen()) + ")")
        .orElse(null);
  }
}
