package portside.experiments.localhost;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.net.LocalhostName;

/**
 * What the name stood for.
 *
 * @param url what the browser is to open; it carries the run's nonce, so it is the host's alone
 * @param addresses the addresses in order: for Java those that the name stands for, else those that
 *     were reached
 * @param reached the door that the caller came to, with both open; null while it has not come, or
 *     when it could not
 * @param reachedNext the door that it came to when the first was closed; null when it came to none,
 *     or was not asked to
 * @param port the port of both doors
 * @param doors the doors that could be opened: without IPv6 there is one
 * @param error the system's words when Java could not connect
 * @param hostsFile the lines of the hosts file that name localhost; for the host only, because they
 *     may hold other names
 * @param javaPrefersIpv6 Java's setting {@code java.net.preferIPv6Addresses}; null for others
 */
public record LocalhostEvidence(
    @Nullable String url,
    @Guests List<InetAddress> addresses,
    @Guests @Nullable InetAddress reached,
    @Guests @Nullable InetAddress reachedNext,
    @Guests Integer port,
    @Guests List<InetAddress> doors,
    @Guests @Nullable String error,
    List<String> hostsFile,
    @Guests @Nullable String javaPrefersIpv6) {

  /** What a browser opens, without the run's nonce. */
  public String opened() {
    return "http://" + LocalhostName.NAME + ":" + port + "/";
  }

  /** What a browser opens, so that the doors know of which run it speaks. */
  public String link(String run) {
    return opened() + "?nonce=" + run;
  }

  /** The same, as Java with that setting found it. */
  LocalhostEvidence byJava(String setting) {
    return new LocalhostEvidence(
        url, addresses, reached, reachedNext, port, doors, error, hostsFile, setting);
  }
}
