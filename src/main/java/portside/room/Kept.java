package portside.room;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.access.Person;

/**
 * A class as it is kept: all that a new start needs.
 *
 * @param state what everyone sees
 * @param members who takes part
 * @param polls every question, the last one last
 * @param ballots what was chosen, by the question's id
 * @param flips what the devices found of the demo server, round by round
 */
public record Kept(
    ClassState state,
    List<Member> members,
    List<Poll> polls,
    Map<String, Ballots> ballots,
    List<FlipRound> flips) {

  /** What somebody chose in a round of a question. */
  public Optional<String> choice(Poll poll, int round, Person person) {
    Ballots chosen = ballots.get(poll.id());
    return chosen == null ? Optional.empty() : chosen.of(round, person);
  }
}
