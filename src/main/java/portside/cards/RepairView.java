package portside.cards;

/**
 * A sentence to repair as one reader sees it now.
 *
 * @param repair the sentence
 * @param chosen which of its wordings the reader chose last; the first before that
 * @param claim the sentence with that wording, and its verdict
 */
public record RepairView(Repair repair, int chosen, ClaimView claim) {

  /** Whether this reader may test it. One of its wordings may be missing something here. */
  public boolean mayRun() {
    return claim.reader().role().may(repair.experiment().experiment().mayRun());
  }

  /** Whether the reader has found words that hold here, so that nothing is given away any more. */
  public boolean repaired() {
    return claim.verdict().equals("holds");
  }

  /** Whether the true sentence can be read: the reader has tried, or cannot. */
  public boolean tells() {
    return !mayRun() || claim.said() != null || claim.lacking() != null;
  }
}
