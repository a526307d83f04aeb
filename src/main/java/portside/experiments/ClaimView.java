package portside.experiments;

import org.jspecify.annotations.Nullable;
import portside.access.Role;
import portside.page.Words;

/**
 * A claim as one reader sees it now.
 *
 * @param claim the claim
 * @param frame the frame's words
 * @param words its experiment's words
 * @param lang the language
 * @param role who looks at it
 * @param page the path of the page that it stands on
 * @param run the run that settles it, or null
 * @param missing why it cannot be tested here, or null
 */
public record ClaimView(
    Claim claim,
    Words frame,
    Words words,
    String lang,
    Role role,
    String page,
    @Nullable RunState run,
    @Nullable Missing missing) {

  /** Only a run of the same experiment with equal parameters settles a claim. */
  static boolean settledBy(Claim claim, RunState run) {
    return run.experiment().name().equals(claim.experiment().name())
        && run.values().equals(claim.experiment().complete(claim.values()));
  }

  /** Whether this reader may test it, and it can be tested here. */
  public boolean canRun() {
    return missing == null && role.may(claim.experiment().experiment().mayRun());
  }

  /**
   * The verdict's key: {@code holds}, {@code differs}, {@code untestable}, {@code open} before any
   * run, {@code running} meanwhile.
   */
  public String verdict() {
    if (run != null && run.outcome() != null) {
      return claim.expected().contains(run.outcome()) ? "holds" : "differs";
    }
    if (missing != null) {
      return "untestable";
    }
    return run != null && run.alive() ? "running" : "open";
  }

  /** What came out, in one sentence; null while it is not known. */
  public @Nullable String said() {
    return run == null || run.outcome() == null ? null : Summary.of(run, lang, role);
  }
}
