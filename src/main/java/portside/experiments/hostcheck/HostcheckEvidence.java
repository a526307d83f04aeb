package portside.experiments.hostcheck;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;

/**
 * Two requests to one server at one address. They differ in the Host header alone.
 *
 * @param address where both went
 * @param port where both went
 * @param foreignHost the Host of the first, somebody else's name
 * @param status the status code that it got
 * @param requestBytes the first request, byte for byte
 * @param responseBytes its answer
 * @param ownHost the Host of the second, the server's own name
 * @param ownStatus the status code that it got
 * @param ownRequestBytes the second request
 * @param ownResponseBytes its answer
 * @param allowed the names that the server answers to; null where it does not look
 */
public record HostcheckEvidence(
    @Guests InetAddress address,
    @Guests Integer port,
    @Guests String foreignHost,
    @Guests Integer status,
    @Guests String requestBytes,
    @Guests String responseBytes,
    @Guests String ownHost,
    @Guests Integer ownStatus,
    @Guests String ownRequestBytes,
    @Guests String ownResponseBytes,
    @Guests @Nullable List<String> allowed) {}
