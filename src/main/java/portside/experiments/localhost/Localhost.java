package portside.experiments.localhost;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.experiments.Experiment;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.instruments.Curl;
import portside.net.DemoServer.Exchange;
import portside.net.DemoServer.Response;
import portside.net.IpAddresses;
import portside.net.LocalhostName;
import portside.net.ThisComputer;
import portside.process.Children;

/** Finds out which address the name localhost leads to, for one of three callers. */
public final class Localhost implements Experiment<LocalhostParameters, LocalhostEvidence> {
  private static final int CONNECT_MILLIS = 3_000;

  private final Children children;

  /**
   * @param children starts curl
   */
  public Localhost(Children children) {
    this.children = children;
  }

  @Override
  public String name() {
    return "localhost";
  }

  @Override
  public Class<LocalhostParameters> parameters() {
    return LocalhostParameters.class;
  }

  @Override
  public Class<LocalhostEvidence> evidence() {
    return LocalhostEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("ipv4-first", "ipv6-first", "ipv4-only", "ipv6-only");
  }

  @Override
  public Optional<Missing> missing(LocalhostParameters parameters, ThisComputer here) {
    return parameters.from() == LocalhostParameters.From.CURL ? Curl.missing() : Optional.empty();
  }

  @Override
  public void run(LocalhostParameters parameters, Run<LocalhostEvidence> run) throws Exception {
    if (parameters.from() == LocalhostParameters.From.BROWSER) {
      DoorSite site = new DoorSite(run.id());
      new ByBrowser(run.own(Doors.open(site::answer)), site).run(run);
      return;
    }
    Doors doors = run.own(Doors.open(request -> Response.text(200, "Hello, World!\n")));
    if (parameters.from() == LocalhostParameters.From.JVM) {
      byJava(doors, run);
    } else {
      byCurl(doors, run);
    }
  }

  /**
   * Java asks the system once and connects to the first answer; most of its clients try no other.
   */
  private static void byJava(Doors doors, Run<LocalhostEvidence> run) throws IOException {
    List<InetAddress> addresses = LocalhostName.inJava();
    run.line("in", "InetAddress.getAllByName(\"" + LocalhostName.NAME + "\")");
    for (InetAddress address : addresses) {
      run.line("out", IpAddresses.text(address));
    }
    String outcome = outcome(addresses);
    InetAddress reached = null;
    String error = null;
    try (SocketChannel channel = SocketChannel.open(family(addresses.get(0)))) {
      channel
          .socket()
          .connect(new InetSocketAddress(addresses.get(0), doors.port()), CONNECT_MILLIS);
      reached = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
      run.line("out", came(reached, doors.port()));
    } catch (IOException | UnsupportedOperationException refused) {
      error = refused.getMessage();
      run.line("err", String.valueOf(error));
    }
    run.settle(
        outcome,
        evidence(addresses, reached, null, doors, doors.addresses(), error)
            .byJava(LocalhostName.javaPrefersIpv6()));
  }

  private static StandardProtocolFamily family(InetAddress address) {
    return address instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  /** Curl is asked twice: with both doors open, and with the one shut that it came to. */
  private void byCurl(Doors doors, Run<LocalhostEvidence> run)
      throws IOException, InterruptedException {
    List<InetAddress> both = doors.addresses();
    List<InetAddress> reached = new ArrayList<>();
    String url = "http://" + LocalhostName.NAME + ":" + doors.port() + "/";
    Curl.Said said = Curl.open(children, run::line, url);
    door(doors).ifPresent(reached::add);
    if (reached.isEmpty()) {
      throw new IOException(said.error().isEmpty() ? "curl came to neither door" : said.error());
    }
    doors.shut(reached.get(0));
    run.line("out", shut(reached.get(0), doors.port()));
    if (!doors.addresses().isEmpty()) {
      Curl.open(children, run::line, url);
      door(doors).ifPresent(reached::add);
    }
    run.settle(
        outcome(reached),
        evidence(
            reached,
            reached.get(0),
            reached.size() < 2 ? null : reached.get(1),
            doors,
            both,
            null));
  }

  private static Optional<InetAddress> door(Doors doors) throws InterruptedException {
    return doors
        .next(Duration.ZERO)
        .map(Exchange::request)
        .map(request -> request.server().getAddress());
  }

  private static LocalhostEvidence evidence(
      List<InetAddress> addresses,
      @Nullable InetAddress reached,
      @Nullable InetAddress next,
      Doors doors,
      List<InetAddress> both,
      @Nullable String error) {
    return new LocalhostEvidence(
        null,
        List.copyOf(addresses),
        reached,
        next,
        doors.port(),
        both,
        error,
        LocalhostName.inHostsFile(),
        null);
  }

  /**
   * What an order of addresses means.
   *
   * @throws IOException when there are none: then the name stands for nothing
   */
  static String outcome(List<InetAddress> addresses) throws IOException {
    if (addresses.isEmpty()) {
      throw new Lacking(new Missing("no-name"));
    }
    boolean ipv4 = addresses.stream().anyMatch(address -> address instanceof Inet4Address);
    boolean ipv6 = addresses.stream().anyMatch(address -> !(address instanceof Inet4Address));
    if (ipv4 && ipv6) {
      return first(addresses.get(0));
    }
    return ipv4 ? "ipv4-only" : "ipv6-only";
  }

  /** The outcome of a caller that prefers this address, and may know another. */
  static String first(InetAddress address) {
    return address instanceof Inet4Address ? "ipv4-first" : "ipv6-first";
  }

  /** A line of the transcript. */
  static String came(InetAddress door, int port) {
    return "-> " + IpAddresses.inUrl(door) + ":" + port;
  }

  /** A line of the transcript. */
  static String shut(InetAddress door, int port) {
    return "closed: " + IpAddresses.inUrl(door) + ":" + port;
  }
}
