package portside.cards;

import java.util.List;
import java.util.Optional;
import portside.access.Sight;
import portside.experiments.Spot;

/** A page that carries experiments: a lesson in one language, or an experiment's own page. */
public interface Place {

  /** The page's path, such as {@code /ko/wildcard}. */
  String path();

  /** Its name without a language: a lesson's, or the path of an experiment's own page. */
  String name();

  /** What may be seen on it; on a projected page no more than a guest may see. */
  default Sight sight() {
    return Sight.HOST;
  }

  /** A card or claim of it. */
  default Spot spot(String id) {
    return new Spot(name(), id);
  }

  /** The page's language. */
  String lang();

  /** Every card, in the order of the page. */
  List<Card> cards();

  /** Every claim, in the order of the page. */
  List<Claim> claims();

  /** Every sentence to repair, in the order of the page. */
  default List<Repair> repairs() {
    return List.of();
  }

  /** The sentence to repair with that id. */
  default Optional<Repair> repair(String id) {
    return repairs().stream().filter(repair -> repair.id().equals(id)).findFirst();
  }

  /** Every comparison, in the order of the page. */
  default List<Table> tables() {
    return List.of();
  }

  /** The comparison with that id. */
  default Optional<Table> table(String id) {
    return tables().stream().filter(table -> table.id().equals(id)).findFirst();
  }

  /** Whether anything of it has that id and is run from there. */
  default boolean runs(String id) {
    return card(id).isPresent() || claim(id).isPresent() || repair(id).isPresent();
  }

  /** The card with that id. */
  default Optional<Card> card(String id) {
    return cards().stream().filter(card -> card.id().equals(id)).findFirst();
  }

  /** The claim with that id. */
  default Optional<Claim> claim(String id) {
    return claims().stream().filter(claim -> claim.id().equals(id)).findFirst();
  }
}
