package portside.experiments.silence;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.experiments.Unit;

/**
 * How far a call came.
 *
 * @param address where we called
 * @param port where we called
 * @param connected whether the connection came about; null while that is not known
 * @param connectMicros how long the connection, or its refusal, took
 * @param sent the first line of what we sent; null where nothing could be sent
 * @param answer the first line of the answer; null without one
 * @param elapsedMicros from the first packet to the end of the wait
 * @param error the system's own words; null where nothing failed
 * @param waitedFor what the caller waited for last
 * @param limitMillis how long it was ready to wait for everything
 */
public record SilenceEvidence(
    @Guests InetAddress address,
    @Guests Integer port,
    @Guests @Nullable Boolean connected,
    @Guests @Nullable @Unit("µs") Long connectMicros,
    @Guests @Nullable String sent,
    @Guests @Nullable String answer,
    @Guests @Nullable @Unit("µs") Long elapsedMicros,
    @Guests @Nullable String error,
    @Guests WaitedFor waitedFor,
    @Guests @Unit("ms") Integer limitMillis) {

  /** What a caller waits for. */
  public enum WaitedFor {
    CONNECTION,
    ANSWER
  }
}
