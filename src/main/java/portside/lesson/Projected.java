package portside.lesson;

import java.util.List;
import portside.access.Sight;
import portside.cards.Card;
import portside.cards.Claim;
import portside.cards.Place;
import portside.cards.Repair;
import portside.cards.Table;
import portside.page.Urls;

/**
 * A lesson as it is projected: the same cards, and no more to be seen than a guest may see, whoever
 * drives it, since the room looks on.
 *
 * @param lesson the lesson
 */
record Projected(Lesson lesson) implements Place {
  @Override
  public String path() {
    return Urls.present(lesson.lang(), lesson.name());
  }

  @Override
  public String name() {
    return lesson.name();
  }

  @Override
  public Sight sight() {
    return Sight.GUEST;
  }

  @Override
  public String lang() {
    return lesson.lang();
  }

  @Override
  public List<Card> cards() {
    return lesson.cards();
  }

  @Override
  public List<Claim> claims() {
    return lesson.claims();
  }

  @Override
  public List<Repair> repairs() {
    return lesson.repairs();
  }

  @Override
  public List<Table> tables() {
    return lesson.tables();
  }
}
