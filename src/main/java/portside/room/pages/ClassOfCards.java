package portside.room.pages;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Person;
import portside.cards.InClass;
import portside.experiments.Spot;
import portside.room.ClassState;
import portside.room.Poll;
import portside.room.Room;

/** The class as the cards of the lessons show it: an answer there is a prediction here. */
public final class ClassOfCards implements InClass {
  private final Room room;

  /**
   * @param room whose class it is
   */
  public ClassOfCards(Room room) {
    this.room = room;
  }

  @Override
  public boolean isOn() {
    return room.now().isPresent();
  }

  @Override
  public boolean asks(Spot card) {
    return room.now()
        .map(ClassState::poll)
        .filter(Poll::isOpen)
        .map(Poll::asked)
        .filter(asked -> asked.lesson().equals(card.place()) && asked.card().equals(card.id()))
        .isPresent();
  }

  @Override
  public Optional<String> answer(@Nullable Person person, Spot card) {
    return person == null
        ? Optional.empty()
        : room.audience().lastChoice(person, card.place(), card.id());
  }
}
