package portside.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question to the class, from its asking to its outcome.
 *
 * @param id its random name
 * @param asked what is asked
 * @param askedAt when it was asked first
 * @param phase how far it is
 * @param rounds each asking of it, the first one first
 * @param run the run that settles it, or null
 * @param measured what the run measured; null before
 * @param barsHidden whether the presenter hides what the class predicted
 * @param unsettled whether the last run ended without an outcome
 */
public record Poll(
    String id,
    Asked asked,
    Instant askedAt,
    Phase phase,
    List<Round> rounds,
    @Nullable String run,
    @Nullable Measured measured,
    boolean barsHidden,
    boolean unsettled) {

  /**
   * What is asked: a card with a question.
   *
   * @param lesson the lesson's name
   * @param card the card's id
   * @param experiment its experiment
   * @param parameters what the experiment runs with, complete
   * @param options the outcomes that can be chosen, in the order of the card
   */
  public record Asked(
      String lesson,
      String card,
      String experiment,
      Map<String, String> parameters,
      List<String> options) {
    /** Canonical: nothing of it changes. */
    public Asked {
      options = List.copyOf(options);
    }

    boolean sameCard(Asked other) {
      return lesson.equals(other.lesson) && card.equals(other.card);
    }
  }

  /** Canonical: nothing of it changes. */
  public Poll {
    rounds = List.copyOf(rounds);
  }

  /** A new question, open. */
  static Poll open(String id, Asked asked, Instant now) {
    return new Poll(id, asked, now, Phase.OPEN, List.of(fresh(1, now)), null, null, false, false);
  }

  private static Round fresh(int number, Instant now) {
    return new Round(number, now, null, Map.of(), List.of());
  }

  /** The latest round. */
  public Round round() {
    return rounds.get(rounds.size() - 1);
  }

  /** The round before the latest, where there is one. */
  public Optional<Round> before() {
    return rounds.size() < 2 ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 2));
  }

  /** Where its card is. */
  public Placement place() {
    return new Placement(asked.lesson(), asked.card());
  }

  /** Whether choices are taken. */
  public boolean isOpen() {
    return phase == Phase.OPEN;
  }

  /** Whether the outcome and what the class predicted may be seen. */
  public boolean isRevealed() {
    return phase == Phase.REVEALED;
  }

  /** The open round closed, with what was chosen in it. */
  Poll closed(Ballots ballots, Instant now) {
    if (phase != Phase.OPEN) {
      return this;
    }
    Round open = round();
    Round done =
        new Round(
            open.number(),
            open.openedAt(),
            now,
            ballots.counts(open.number()),
            ballots.changes(open.number()));
    return in(Phase.CLOSED, replaced(done));
  }

  private List<Round> replaced(Round last) {
    List<Round> all = new ArrayList<>(rounds);
    all.set(all.size() - 1, last);
    return all;
  }

  /** Asked once more; the round before is closed. */
  Poll again(Instant now) {
    List<Round> all = new ArrayList<>(rounds);
    all.add(fresh(round().number() + 1, now));
    return in(Phase.OPEN, all);
  }

  /** Without the latest round; null where it was the only one. */
  @Nullable Poll without() {
    return rounds.size() == 1 ? null : in(Phase.CLOSED, rounds.subList(0, rounds.size() - 1));
  }

  private Poll in(Phase next, List<Round> all) {
    return new Poll(id, asked, askedAt, next, all, null, measured, barsHidden, false);
  }

  Poll running(String itsRun) {
    return new Poll(id, asked, askedAt, Phase.RUNNING, rounds, itsRun, measured, barsHidden, false);
  }

  Poll revealed(Measured outcome) {
    return new Poll(id, asked, askedAt, Phase.REVEALED, rounds, run, outcome, barsHidden, false);
  }

  /** The run has ended without an outcome: as if it had not been. */
  Poll unsettledBy() {
    return new Poll(id, asked, askedAt, Phase.CLOSED, rounds, null, measured, barsHidden, true);
  }

  Poll withBars(boolean hidden) {
    return new Poll(id, asked, askedAt, phase, rounds, run, measured, hidden, unsettled);
  }
}
