package portside.experiments.leftover;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;

/**
 * What is known of the program that was left behind. Its PIDs are what the reader has to find, so
 * they are told only when they were found, or when the exercise is over.
 *
 * @param port the port that it holds
 * @param held whether it still holds it
 * @param stopped whether it is stopped, as with Ctrl+Z; null where the system does not tell (only
 *     Linux does)
 * @param waiting whether a SIGTERM waits for it to go on; null where the system does not tell
 * @param members its processes, as far as they were found or have ended
 * @param goodbye what it said at its end
 * @param exit how the first process ended, as far as the system tells: {@code SIGKILL} or an exit
 *     code
 * @param story what happened, in a word that the widget explains
 * @param guess the last PID that the reader typed, judged by what lives now
 */
public record LeftoverEvidence(
    @Guests Integer port,
    @Guests Boolean held,
    @Guests @Nullable Boolean stopped,
    @Guests @Nullable Boolean waiting,
    @Guests List<Member> members,
    @Guests List<String> goodbye,
    @Guests @Nullable String exit,
    @Guests String story,
    @Guests @Nullable Guess guess) {

  /** The words for how a process is; one that was given up is told of as it was. */
  public String end(Member member, boolean live) {
    if (!member.state().equals("alive")) {
      return "end." + member.state();
    }
    if (Boolean.TRUE.equals(stopped)) {
      return "end.stopped"; // it was so when it was given up, too
    }
    return live ? "end.alive" : "end.given-up";
  }

  /**
   * A process of the program.
   *
   * @param pid its number; null for guests
   * @param role {@code program}, {@code parent} or {@code child}
   * @param state {@code alive}, {@code polite}, {@code force}, or {@code followed}: it ended
   *     because the other one of the pair did
   */
  public record Member(@Nullable Long pid, @Guests String role, @Guests String state) {}

  /**
   * A PID that the reader typed.
   *
   * @param typed what was typed; null for guests
   * @param verdict {@code program}, {@code parent}, {@code child}, {@code child-alone} or {@code
   *     parent-alone} when its other has ended, {@code ended}, {@code client}, {@code portside},
   *     {@code other}, {@code nobody} or {@code no-number}
   */
  public record Guess(@Nullable String typed, @Guests String verdict) {}
}
