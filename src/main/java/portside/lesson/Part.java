package portside.lesson;

import portside.cards.Claim;
import portside.cards.Repair;

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
   * Notes for whoever presents the lesson.
   *
   * @param html blocks of HTML
   */
  record Notes(String html) implements Part {}
}
