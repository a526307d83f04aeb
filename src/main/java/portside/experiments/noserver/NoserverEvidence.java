package portside.experiments.noserver;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;

/**
 * The application alone, and the same behind its server. What was not measured is null.
 *
 * @param function what was called, in a student's words
 * @param pid the process of the application alone
 * @param status what the framework said; Javalin's handler alone says none
 * @param headers the headers of that answer
 * @param body the answer
 * @param listeningPorts the TCP ports on which that process listens
 * @param serverPid the process of the application behind its server
 * @param serverPorts the TCP ports on which that one listens
 * @param serverHeader the Server header that it sends; null when it sends none
 * @param serverBody its answer
 */
public record NoserverEvidence(
    @Guests @Nullable String function,
    @Nullable Long pid,
    @Guests @Nullable String status,
    @Guests List<String> headers,
    @Guests @Nullable String body,
    @Guests @Nullable List<Integer> listeningPorts,
    @Nullable Long serverPid,
    @Guests @Nullable List<Integer> serverPorts,
    @Guests @Nullable String serverHeader,
    @Guests @Nullable String serverBody) {}
