package portside.experiments.newport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;

/**
 * How the conflict was got round.
 *
 * @param takenByPortside whether Portside itself took the port for this experiment; otherwise
 *     another program had it already
 * @param error what the system said to a second server on the taken port; null if that one, too,
 *     was let in
 * @param nextFreePort the next number that could be had; null if there is none
 * @param oldLine the line of the program before
 * @param changedLine the line after; null if there is no number to write
 * @param url where the server listens now; null once it has ended, or if there is none
 * @param status what it answered to a GET of that URL; null if it was not asked
 * @param answer the body of that answer
 * @param passed the numbers in between that were taken as well; null if there are none
 */
public record NewportEvidence(
    @Guests Boolean takenByPortside,
    @Guests @Nullable String error,
    @Guests @Nullable Integer nextFreePort,
    @Guests @Nullable List<Integer> passed,
    @Guests String oldLine,
    @Guests @Nullable String changedLine,
    @Guests @Nullable String url,
    @Guests @Nullable Integer status,
    @Guests @Nullable String answer) {

  /** The same after the server has ended: there is nothing to open any more. */
  NewportEvidence ended() {
    return new NewportEvidence(
        takenByPortside, error, nextFreePort, passed, oldLine, changedLine, null, status, answer);
  }
}
