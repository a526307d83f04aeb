package portside.cards;

import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Person;
import portside.access.Role;
import portside.access.Sight;

/**
 * Who looks at a page.
 *
 * @param role what they may do
 * @param sight what may be seen on it
 * @param person whose results it shows; null for who has done nothing yet
 */
public record Reader(Role role, Sight sight, @Nullable Person person) {

  /** A caller as the reader of a page, where no more may be seen than the page shows to anybody. */
  public static Reader of(Caller caller, Place place) {
    return new Reader(caller.role(), caller.role().sight().and(place.sight()), caller.person());
  }
}
