package portside.experiments.ephemeral;

import java.util.List;
import portside.experiments.Guests;
import portside.net.EphemeralRange;

/**
 * What the system handed out.
 *
 * @param ports in the order in which they came; all different, since all were held until the end
 * @param lowest the lowest of them
 * @param highest the highest of them
 * @param insideIana how many lie in IANA's range
 * @param outsideIana how many do not
 * @param configured the range of this system: on Linux as it is set now, elsewhere its default
 * @param iana the range that IANA sets aside (RFC 6335 §6)
 */
public record EphemeralEvidence(
    @Guests List<Integer> ports,
    @Guests Integer lowest,
    @Guests Integer highest,
    @Guests Integer insideIana,
    @Guests Integer outsideIana,
    @Guests EphemeralRange configured,
    @Guests EphemeralRange iana) {}
