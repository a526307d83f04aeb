package portside.lesson;

import portside.cards.Claim;
import portside.cards.Repair;
import portside.cards.Table;

/** A piece of a lesson's text. */
public sealed interface Part {

  /**
   * Text as it is shown.
   *
   * @param html blocks of HTML
   */
  record Html(String html) implements Part {}

  /**
   * A claim, which stands in the text and carries its verdict.
   *
   * @param claim the claim
   */
  record ClaimPart(Claim claim) implements Part {}

  /**
   * A sentence to repair, which stands in the text and carries its verdict.
   *
   * @param repair the sentence
   */
  record RepairPart(Repair repair) implements Part {}

  /**
   * A comparison that the reader fills in and runs.
   *
   * @param table the comparison
   */
  record TablePart(Table table) implements Part {}

  /**
   * Notes for whoever presents the lesson.
   *
   * @param html blocks of HTML
   */
  record Notes(String html) implements Part {}
}
