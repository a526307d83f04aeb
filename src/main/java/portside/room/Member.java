package portside.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portside.access.Person;

/**
 * Somebody who takes part.
 *
 * @param person whose browser it is
 * @param number tells those apart that have the same name or none; 1 for who joined first
 * @param name what they want to be called, as text; null for none
 * @param joinedAt when they joined
 * @param seenAt when they joined again or answered last
 * @param following whether their device goes where the presenter goes
 */
public record Member(
    Person person,
    int number,
    @Nullable String name,
    Instant joinedAt,
    Instant seenAt,
    boolean following) {

  Member named(@Nullable String other, Instant now) {
    return new Member(person, number, other, joinedAt, now, following);
  }

  Member following(boolean follows) {
    return new Member(person, number, name, joinedAt, seenAt, follows);
  }

  Member seen(Instant now) {
    return new Member(person, number, name, joinedAt, now, following);
  }
}
