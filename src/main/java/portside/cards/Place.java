package portside.cards;

import java.util.List;
import java.util.Optional;

/** A page that carries experiments: a lesson in one language, or an experiment's own page. */
public interface Place {

  /** The page's path, such as {@code /ko/wildcard}. */
  String path();

  /** The page's language. */
  String lang();

  /** Every card, in the order of the page. */
  List<Card> cards();

  /** Every claim, in the order of the page. */
  List<Claim> claims();

  /** The card with that id. */
  default Optional<Card> card(String id) {
    return cards().stream().filter(card -> card.id().equals(id)).findFirst();
  }

  /** The claim with that id. */
  default Optional<Claim> claim(String id) {
    return claims().stream().filter(claim -> claim.id().equals(id)).findFirst();
  }
}
