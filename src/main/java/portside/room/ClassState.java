package portside.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What everyone in a class sees, at one moment. It is replaced as a whole by each act of the host.
 *
 * @param id the class's random name
 * @param title what the host calls it, as text; may be empty
 * @param code what a guest has to enter; empty where there is none
 * @param openedAt when it began
 * @param version grows with every change, also over a new start of Portside
 * @param place where the presenter is; null before they have gone anywhere
 * @param poll the question that the class has been asked last; null before any
 * @param driver the window that moves the class, by a name that it made up; empty before any
 * @param invites the address of this computer that the invitation shows; empty where the host has
 *     chosen none, so that it is the likeliest
 */
public record ClassState(
    String id,
    String title,
    String code,
    Instant openedAt,
    long version,
    @Nullable Placement place,
    @Nullable Poll poll,
    String driver,
    String invites) {

  ClassState at(@Nullable Placement there) {
    return new ClassState(id, title, code, openedAt, version, there, poll, driver, invites);
  }

  ClassState asking(@Nullable Poll question) {
    return new ClassState(id, title, code, openedAt, version, place, question, driver, invites);
  }

  ClassState drivenBy(String window) {
    return new ClassState(id, title, code, openedAt, version, place, poll, window, invites);
  }

  ClassState inviting(String address) {
    return new ClassState(id, title, code, openedAt, version, place, poll, driver, address);
  }

  ClassState next() {
    return new ClassState(id, title, code, openedAt, version + 1, place, poll, driver, invites);
  }

  /** Whether the question is what devices that follow show now. */
  public boolean inFront() {
    return poll != null && (!poll.isRevealed() || poll.place().equals(place));
  }
}
