package portside.experiments.ephemeral;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import portside.experiments.Experiment;
import portside.experiments.Run;
import portside.net.EphemeralRange;
import portside.net.IpAddresses;

/** Asks for port 0, "choose for me", many times, and shows which numbers the system hands out. */
public final class Ephemeral implements Experiment<EphemeralParameters, EphemeralEvidence> {
  @Override
  public String name() {
    return "ephemeral";
  }

  @Override
  public Class<EphemeralParameters> parameters() {
    return EphemeralParameters.class;
  }

  @Override
  public Class<EphemeralEvidence> evidence() {
    return EphemeralEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("inside-iana", "outside-iana", "mixed");
  }

  @Override
  public void run(EphemeralParameters asked, Run<EphemeralEvidence> run) throws IOException {
    EphemeralRange iana = EphemeralRange.iana();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < asked.count(); i++) {
      // Held until the end: a port that is given back may be the next to be handed out.
      ports.add(port(run.own(ServerSocketChannel.open(StandardProtocolFamily.INET))));
    }
    int inside = (int) ports.stream().filter(iana::contains).count();
    run.settle(
        outcome(inside, ports.size()),
        new EphemeralEvidence(
            List.copyOf(ports),
            Collections.min(ports),
            Collections.max(ports),
            inside,
            ports.size() - inside,
            EphemeralRange.ofThisSystem(),
            iana));
  }

  /** What it means that so many of all lie in IANA's range. */
  static String outcome(int inside, int all) {
    if (inside == all) {
      return "inside-iana";
    }
    return inside == 0 ? "outside-iana" : "mixed";
  }

  /**
   * Binds to port 0 of 127.0.0.1. SO_REUSEADDR is off, which is not what Java does by itself: Linux
   * hands a socket that has it a port of the lower half of the range first (inet_csk_find_open_port
   * in net/ipv4/inet_connection_sock.c), which would hide the upper half.
   */
  private static int port(ServerSocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, false);
    channel.bind(new InetSocketAddress(IpAddresses.LOOPBACK, 0));
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }
}
