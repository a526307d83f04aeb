package portside.room;

import java.util.List;
import java.util.Map;

/**
 * A class as it is kept: all that a new start needs.
 *
 * @param state what everyone sees
 * @param members who takes part
 * @param polls every question, the last one last
 * @param ballots what was chosen, by the question's id
 */
record Kept(
    ClassState state, List<Member> members, List<Poll> polls, Map<String, Ballots> ballots) {}
