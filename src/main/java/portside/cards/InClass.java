package portside.cards;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Person;
import portside.experiments.Spot;

/** What the cards of a page need to know of a class. */
public interface InClass {

  /** Whether there is a class that a card's question can be asked to. */
  boolean isOn();

  /** Whether the class is asked the question of that card now. */
  boolean asks(Spot card);

  /**
   * What somebody answered last when the class was asked the question of a card.
   *
   * @param person null for who has done nothing yet
   */
  Optional<String> answer(@Nullable Person person, Spot card);
}
