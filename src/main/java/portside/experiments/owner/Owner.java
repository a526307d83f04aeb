package portside.experiments.owner;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.experiments.Experiment;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Said;
import portside.net.Binding;
import portside.net.Holder;
import portside.net.HostSystem;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.Protocol;

/** Looks up which processes have a port: all of them, where several share it. */
public final class Owner implements Experiment<OwnerParameters, OwnerEvidence> {
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** A sentence, not a listing; the whole command stands below. */
  private static final int LONGEST_SAID = 60;

  private static final int MOST = 50;

  @Override
  public String name() {
    return "owner";
  }

  @Override
  public Class<OwnerParameters> parameters() {
    return OwnerParameters.class;
  }

  @Override
  public Class<OwnerEvidence> evidence() {
    return OwnerEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("found", "nobody", "hidden");
  }

  @Override
  public Optional<Said> said(RunState run) {
    OwnerEvidence found = (OwnerEvidence) run.evidence();
    return found.holders().stream()
        .filter(held -> held.pid() != null && (!found.listening() || held.takesNewcomers()))
        .findFirst()
        .filter(held -> run.outcome().equals("found"))
        .map(
            held ->
                new Said(
                    held.portside() ? "portside" : isChild(held.pid()) ? "ours" : "found",
                    Map.of(
                        "pid",
                        String.valueOf(held.pid()),
                        "command",
                        held.command() == null ? "?" : shortened(held.command()),
                        "local",
                        held.local())));
  }

  /** Whether Portside started it: the lesson's server, or what that has started. */
  private static boolean isChild(long pid) {
    long self = ProcessHandle.current().pid();
    Optional<ProcessHandle> each = ProcessHandle.of(pid);
    while (each.isPresent()) {
      if (each.get().pid() == self) {
        return true;
      }
      each = each.get().parent();
    }
    return false;
  }

  private static String shortened(String command) {
    return command.length() <= LONGEST_SAID ? command : command.substring(0, LONGEST_SAID) + "…";
  }

  @Override
  public void run(OwnerParameters asked, Run<OwnerEvidence> run) {
    List<Holder> ends = PortHolders.atBothEnds(asked.port(), asked.protocol());
    List<Holder> holders = ends.stream().filter(h -> h.localPort() == asked.port()).toList();
    List<Holder> clients =
        ends.stream()
            .filter(h -> h.remotePort().orElse(0) == asked.port())
            .filter(h -> h.localPort() != asked.port() && h.pid().isPresent())
            .filter(h -> h.remoteAddress().filter(Owner::isHere).isPresent())
            .toList();
    boolean unlisted = holders.isEmpty() && isRefused(asked.port(), asked.protocol());
    String outcome = unlisted ? "hidden" : outcome(holders);
    List<Long> pids =
        holders.stream().flatMapToLong(h -> h.pid().stream()).distinct().sorted().boxed().toList();
    int more = Math.max(0, holders.size() - MOST) + Math.max(0, clients.size() - MOST);
    run.settle(
        outcome,
        new OwnerEvidence(
            pids.size(),
            holders.stream().anyMatch(h -> h.state().takesNewcomers()),
            pids.isEmpty() ? null : pids,
            holders.stream().limit(MOST).map(Owner::held).toList(),
            clients.stream().limit(MOST).map(Owner::held).toList(),
            more == 0 ? null : more,
            unlisted,
            HowTo.of(asked.port(), asked.protocol(), HostSystem.here(), outcome.equals("hidden"))));
  }

  /**
   * What the sockets of a port mean. Where somebody listens, only listeners count: it does not help
   * to know who is merely connected.
   */
  static String outcome(List<Holder> holders) {
    List<Holder> listeners = holders.stream().filter(h -> h.state().takesNewcomers()).toList();
    List<Holder> asked = listeners.isEmpty() ? holders : listeners;
    if (asked.stream().anyMatch(h -> h.pid().isPresent())) {
      return "found";
    }
    return asked.stream().anyMatch(Holder::hidden) ? "hidden" : "nobody";
  }

  /**
   * Whether the system refuses a port that its tables do not show. They leave out a TCP socket that
   * is bound and does not listen (Linux), and other users' sockets (macOS without root). Windows
   * shows all, and refuses ports that nobody has.
   */
  private static boolean isRefused(int port, Protocol protocol) {
    return HostSystem.here() != HostSystem.WINDOWS
        && List.of("0.0.0.0", "127.0.0.1").stream()
            .map(address -> IpAddresses.parse(address).orElseThrow())
            .map(address -> Binding.tryBind(address, port, protocol).failure())
            .anyMatch(Optional.of(Binding.Failure.IN_USE)::equals);
  }

  private static boolean isHere(java.net.InetAddress address) {
    return portside.net.ThisComputer.now().owns(address);
  }

  private static OwnerEvidence.Held held(Holder holder) {
    Long pid = holder.pid().isPresent() ? Long.valueOf(holder.pid().getAsLong()) : null;
    return new OwnerEvidence.Held(
        pid,
        holder.command().orElse(null),
        holder.user().orElse(null),
        pid == null ? null : since(pid),
        holder.state().name(),
        IpAddresses.inUrl(holder.localAddress()) + ":" + holder.localPort(),
        holder
            .remoteAddress()
            .map(remote -> IpAddresses.inUrl(remote) + ":" + holder.remotePort().orElse(0))
            .orElse(null),
        holder.hidden(),
        pid != null && pid == ProcessHandle.current().pid());
  }

  private static @Nullable String since(long pid) {
    Optional<Instant> start = ProcessHandle.of(pid).flatMap(p -> p.info().startInstant());
    return start.map(at -> LOCAL_TIME.format(at.atZone(ZoneId.systemDefault()))).orElse(null);
  }
}
