package portside.experiments.reach;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.experiments.Unit;

/**
 * What was seen of one attempt.
 *
 * @param url what was opened; null before anything was
 * @param port the server's port
 * @param commandLine how the server was started, as a student would type it
 * @param seenAs the caller's address as the server wrote it; null when it saw nobody
 * @param elapsedMicros until the answer began, or until the failure
 * @param error the system's own words, or curl's; null when it answered
 * @param device the device whose browser tried; null for this computer
 * @param failedAtOnce whether a browser failed at once, which is all that it can tell; null for
 *     this computer
 * @param fromHere true once a browser of this computer has tried, which is no other device; null
 *     before that and elsewhere
 * @param roomUrl this run's page for other devices, while it waits for one; null otherwise
 */
public record ReachEvidence(
    @Guests @Nullable String url,
    @Guests @Nullable Integer port,
    @Guests @Nullable String commandLine,
    @Guests @Nullable String seenAs,
    @Guests @Unit("µs") @Nullable Long elapsedMicros,
    @Guests @Nullable String error,
    @Guests @Nullable InetAddress device,
    @Guests @Nullable Boolean failedAtOnce,
    @Guests @Nullable Boolean fromHere,
    @Guests @Nullable String roomUrl) {}
