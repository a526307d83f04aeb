package portside.experiments.portmap;

import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.experiments.portmap.PortmapParameters.Source;
import portside.net.Binding;
import portside.net.EphemeralRange;
import portside.net.IpAddresses;
import portside.net.Once;
import portside.net.PortScan;
import portside.net.PrivilegedPorts;
import portside.net.Protocol;
import portside.net.ServiceNames;
import portside.net.ThisComputer;
import portside.page.Json;

/**
 * All 65,536 ports of this computer as a picture, from the operating system's table and, if asked,
 * from binding every one of them.
 *
 * <p>Two attachments go with it, for the host alone: {@code map}, see {@link PortPicture}, and
 * {@code facts}, what is known of single ports, as JSON.
 */
public final class Portmap implements Experiment<PortmapParameters, PortmapEvidence> {
  /** Thousands of names, the same for every run, as they are written. */
  private static final Once<RawValue> SERVICES =
      new Once<>(() -> new RawValue(Json.write(services())));

  /** Two threads were the fastest on two cores; more would only slow the computer down. */
  private static final int THREADS = 2;

  private static final Duration BETWEEN_PICTURES = Duration.ofMillis(150);

  private final Runnable pace;

  /** As fast as the system answers. */
  public Portmap() {
    this(() -> {});
  }

  /**
   * @param pace is run before each few ports of a scan, and may wait: on a fast computer nobody can
   *     look at a scan that goes on otherwise
   */
  Portmap(Runnable pace) {
    this.pace = pace;
  }

  @Override
  public String name() {
    return "portmap";
  }

  @Override
  public Class<PortmapParameters> parameters() {
    return PortmapParameters.class;
  }

  @Override
  public Class<PortmapEvidence> evidence() {
    return PortmapEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("up-to-10", "up-to-50", "more");
  }

  @Override
  public Optional<Missing> missing(PortmapParameters asked, ThisComputer here) {
    return here.owns(asked.address())
        ? Optional.empty()
        : Optional.of(
            new Missing("foreign-address", Map.of("address", IpAddresses.text(asked.address()))));
  }

  @Override
  public void run(PortmapParameters asked, Run<PortmapEvidence> run) throws Exception {
    PortTable before = PortTable.read(asked.address());
    if (!ThisComputer.now().owns(asked.address())) {
      String why =
          Binding.tryBind(asked.address(), 0, Protocol.TCP)
              .error()
              .orElseGet(() -> IpAddresses.text(asked.address()));
      run.progress(evidence(before, null, null, 0, why), 1);
      throw new IOException(why);
    }
    PortTable after = before;
    PortScan scan = null;
    Map<Integer, Differences.Reason> differences = Map.of();
    long elapsed = 0;
    if (asked.source() == Source.SCAN) {
      long start = System.nanoTime();
      scan = scan(asked, before, run);
      elapsed = millis(start);
      after = PortTable.read(asked.address());
      differences = Differences.between(before, after, scan);
    }
    run.attach("map", "application/octet-stream", PortPicture.of(after, scan));
    run.attach("facts", "application/json", facts(after, differences));
    int listening = after.listening().cardinality();
    run.settle(
        outcome(listening),
        evidence(after, scan, scan == null ? null : differences, elapsed, null));
  }

  /** What so many ports that listen mean. */
  static String outcome(int listening) {
    return listening <= 10 ? "up-to-10" : listening <= 50 ? "up-to-50" : "more";
  }

  /** Scans, and shows how far it is; what a stopped scan has found stays to be seen. */
  private PortScan scan(PortmapParameters asked, PortTable table, Run<PortmapEvidence> run)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    run.attach("facts", "application/json", facts(table, Map.of()));
    PortScan scan = run.own(PortScan.start(asked.address(), THREADS, pace));
    try {
      do {
        show(run, table, scan, start);
      } while (!scan.await(BETWEEN_PICTURES));
      return scan;
    } catch (InterruptedException stopped) {
      scan.close();
      show(run, table, scan, start);
      throw stopped;
    }
  }

  private static void show(Run<PortmapEvidence> run, PortTable table, PortScan scan, long start) {
    run.attach("map", "application/octet-stream", PortPicture.of(table, scan));
    run.progress(evidence(table, scan, null, millis(start), null), scan.part());
  }

  private static PortmapEvidence evidence(
      PortTable table,
      @Nullable PortScan scan,
      @Nullable Map<Integer, Differences.Reason> differences,
      long elapsedMillis,
      @Nullable String notOurs) {
    EphemeralRange ephemeral = EphemeralRange.ofThisSystem();
    int given = scan == null ? 0 : count(scan, PortScan.Answer.GIVEN);
    int inUse = scan == null ? 0 : count(scan, PortScan.Answer.IN_USE);
    int refused = scan == null ? 0 : count(scan, PortScan.Answer.NEEDS_PRIVILEGE);
    int other = scan == null ? 0 : count(scan, PortScan.Answer.OTHER);
    return new PortmapEvidence(
        table.listening().cardinality(),
        table.listeningElsewhere().cardinality(),
        table.udp().cardinality(),
        PortTable.without(
                PortTable.without(table.connected(), table.listening()), table.listeningElsewhere())
            .cardinality(),
        PortTable.without(
                PortTable.without(
                    PortTable.without(table.timeWait(), table.listening()),
                    table.listeningElsewhere()),
                table.connected())
            .cardinality(),
        ephemeral.first() + "–" + ephemeral.last(),
        PrivilegedPorts.startOfUnprivileged(),
        table.millis(),
        scan == null ? null : given + inUse + refused + other,
        scan == null ? null : given,
        scan == null ? null : inUse,
        scan == null ? null : refused,
        differences == null ? null : differences.size(),
        scan == null ? null : elapsedMillis,
        table.listeners(),
        table.held(),
        differences == null ? null : listed(differences),
        notOurs);
  }

  private static List<PortmapEvidence.Difference> listed(
      Map<Integer, Differences.Reason> differences) {
    return differences.entrySet().stream()
        .limit(PortTable.MOST_HELD)
        .map(entry -> new PortmapEvidence.Difference(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static byte[] facts(PortTable table, Map<Integer, Differences.Reason> differences) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows", table.rows());
    facts.put("differences", differences);
    facts.put("services", SERVICES.get());
    return Json.write(facts).getBytes(StandardCharsets.UTF_8);
  }

  /** What ports are usually for, TCP before UDP where both have a name. */
  private static Map<Integer, String> services() {
    Map<Integer, String> services = new TreeMap<>();
    for (Protocol protocol : List.of(Protocol.UDP, Protocol.TCP)) {
      ServiceNames.all(protocol)
          .forEach(service -> services.put(service.port(), PortRow.text(service)));
    }
    return services;
  }

  private static int count(PortScan scan, PortScan.Answer wanted) {
    int count = 0;
    for (int port = 1; port < 1 << 16; port++) {
      count += scan.answer(port) == wanted ? 1 : 0;
    }
    return count;
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
