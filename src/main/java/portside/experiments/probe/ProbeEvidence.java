package portside.experiments.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.experiments.Unit;
import portside.net.PortZone;

/**
 * What the operating system answered, true for the moment of the attempt.
 *
 * @param boundPort the port that was given; null if none was
 * @param error the system's own words; null if it worked
 * @param elapsedMicros from opening the socket to the answer
 * @param serviceName what the port is usually for; null where nothing is known
 * @param zone the range of RFC 6335 §6 that the port lies in
 * @param ephemeralHere whether this system hands the port out by itself
 * @param listener whether somebody listens there; null where that has no meaning: for port 0 and
 *     for addresses of other computers
 * @param owner who holds the port: PID and command as far as the system tells. For the host only,
 *     since a command line may hold a password
 * @param reuseAddress whether SO_REUSEADDR was set in the attempt, as servers do
 * @param unprivilegedFrom the lowest port that needs no privilege, when that is what was missing
 * @param nextFreePort the next number that could be had, when this one is in use; null if none
 */
public record ProbeEvidence(
    @Guests @Nullable Integer boundPort,
    @Guests @Nullable String error,
    @Guests @Unit("µs") Long elapsedMicros,
    @Guests @Nullable String serviceName,
    @Guests PortZone zone,
    @Guests Boolean ephemeralHere,
    @Guests @Nullable Boolean listener,
    @Nullable List<String> owner,
    @Guests Boolean reuseAddress,
    @Guests @Nullable Integer unprivilegedFrom,
    @Guests @Nullable Integer nextFreePort) {}
