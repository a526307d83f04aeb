package portside.experiments.portmap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.experiments.Unit;
import portside.experiments.portmap.Differences.Reason;

/**
 * What the ports of this computer looked like. Numbers are of ports, not of sockets; a port that
 * several sockets hold counts once. Which ports they are, and whose, is for the host only.
 *
 * @param listening TCP ports on which somebody listens whom a connection to the address reaches
 * @param listeningElsewhere TCP ports on which somebody listens at other addresses only
 * @param udp UDP ports that take datagrams
 * @param connected TCP ports that only connections hold
 * @param timeWait TCP ports that only the rest of a closed connection holds
 * @param ephemeralRange the ports that this system hands out by itself, {@code 32768–60999}
 * @param unprivilegedFrom the lowest port that needs no privilege here
 * @param tableMillis how long it took to read the table
 * @param tried TCP ports that were asked for, 0 to 65535; null without a scan, as all that follow
 * @param given of these, those that could be had
 * @param inUse of these, those that somebody holds
 * @param needsPrivilege of these, those that this user may not have
 * @param differing ports of which the table and the scan say different things
 * @param elapsedMillis how long the scan took
 * @param listeners every socket that listens or takes datagrams
 * @param held what else holds a port, up to {@value PortTable#MOST_HELD} rows
 * @param differences the ports of which table and scan say different things, by number, and why, up
 *     to {@value PortTable#MOST_HELD}; null without a whole scan
 * @param notOurs in the system's words, that the address is not this computer's; null if it is
 */
public record PortmapEvidence(
    @Guests Integer listening,
    @Guests Integer listeningElsewhere,
    @Guests Integer udp,
    @Guests @Unit("") Integer connected,
    @Guests @Unit("") Integer timeWait,
    @Guests String ephemeralRange,
    @Guests Integer unprivilegedFrom,
    @Guests @Unit("ms") Long tableMillis,
    @Guests @Unit("") @Nullable Integer tried,
    @Guests @Unit("") @Nullable Integer given,
    @Guests @Unit("") @Nullable Integer inUse,
    @Guests @Unit("") @Nullable Integer needsPrivilege,
    @Guests @Nullable Integer differing,
    @Guests @Unit("ms") @Nullable Long elapsedMillis,
    List<PortRow> listeners,
    List<PortRow> held,
    @Nullable List<Difference> differences,
    @Guests @Nullable String notOurs) {

  /**
   * A port of which the two sources say different things.
   *
   * @param port its number
   * @param reason why
   */
  public record Difference(int port, Reason reason) {}
}
