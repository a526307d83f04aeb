package portside.cards;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.experiments.Missing;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Summary;
import portside.page.Words;

/**
 * A claim as one reader sees it now.
 *
 * @param claim the claim
 * @param frame the frame's words
 * @param words its experiment's words
 * @param lang the language
 * @param reader who looks at it
 * @param page the path of the page that it stands on
 * @param run the run that settles it, cut to what the reader may see; null before any
 * @param missing why it cannot be tested here, or null
 * @param card the id of the page's card that settles it, or null: where there is one, the reader
 *     predicts and runs it there
 */
public record ClaimView(
    Claim claim,
    Words frame,
    Words words,
    String lang,
    Reader reader,
    String page,
    @Nullable RunState run,
    @Nullable Missing missing,
    @Nullable String card) {

  /** Only a run of the same experiment with equal parameters settles a claim. */
  static boolean settledBy(Claim claim, RunState run) {
    return tests(claim, run.experiment(), run.values());
  }

  /** Whether an experiment with these parameters, all of them, tests the claim. */
  static boolean tests(Claim claim, Registered<?, ?> experiment, Map<String, String> complete) {
    return experiment.name().equals(claim.experiment().name()) && complete.equals(claim.complete());
  }

  /** Why it cannot be tested here, or could not the last time; null where it can. */
  public @Nullable Missing lacking() {
    return missing != null || run == null ? missing : run.missing();
  }

  /** Whether this reader may test it, and it can be tested here. */
  public boolean canRun() {
    return missing == null && reader.role().may(claim.experiment().experiment().mayRun());
  }

  /**
   * The verdict's key: {@code holds}, {@code differs}, {@code untestable}, {@code open} before any
   * run, {@code running} meanwhile.
   */
  public String verdict() {
    if (run != null && run.outcome() != null && !Missing.tellsNothing(run.outcome())) {
      return claim.expected().contains(run.outcome()) ? "holds" : "differs";
    }
    if (lacking() != null || run != null && run.outcome() != null) {
      return "untestable";
    }
    return run != null && run.alive() ? "running" : "open";
  }

  /** What came out, in one sentence; null while it is not known. */
  public @Nullable String said() {
    return run == null || run.outcome() == null ? null : Summary.of(run, lang);
  }
}
