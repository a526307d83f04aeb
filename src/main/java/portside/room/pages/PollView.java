package portside.room.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portside.cards.Card;
import portside.cards.Question;
import portside.page.Words;
import portside.room.Poll;
import portside.room.Round;

/**
 * A question to the class in one language.
 *
 * @param poll the question
 * @param html what is asked
 * @param options what can be chosen
 * @param because why what was measured came out; empty before, or where the card says nothing
 * @param explanation what holds whatever came out; empty where the card says nothing
 * @param words the words of these pages
 * @param lang their language
 */
public record PollView(
    Poll poll,
    String html,
    List<OptionView> options,
    String because,
    String explanation,
    Words words,
    String lang) {

  /**
   * Something that can be chosen.
   *
   * @param number 1 for the first
   * @param outcome the outcome that it predicts
   * @param html its words
   * @param count how many chose it in the latest round
   * @param percent their share
   * @param before how many had chosen it in the round before
   * @param actual whether it is what was measured
   */
  public record OptionView(
      int number,
      String outcome,
      String html,
      int count,
      int percent,
      int before,
      boolean actual) {}

  /** A question as its card asks it; a card that the course has no more is asked by its name. */
  static PollView of(Poll poll, Optional<Card> card, String lang) {
    Question question = card.map(Card::question).orElse(null);
    Function<String, String> words =
        outcome ->
            question == null
                ? outcome
                : question.options().stream()
                    .filter(option -> option.outcome().equals(outcome))
                    .map(Question.Option::html)
                    .findFirst()
                    .orElse(outcome);
    List<OptionView> options = new ArrayList<>();
    for (String outcome : poll.asked().options()) {
      options.add(
          new OptionView(
              options.size() + 1,
              outcome,
              words.apply(outcome),
              poll.round().count(outcome),
              poll.round().percent(outcome),
              poll.before().map(round -> round.count(outcome)).orElse(0),
              poll.isRevealed() && poll.measured().outcome().equals(outcome)));
    }
    return new PollView(
        poll,
        question == null ? poll.asked().card() : question.html(),
        options,
        question == null || poll.measured() == null
            ? ""
            : question.because(poll.measured().outcome()).map(Question.Because::html).orElse(""),
        question == null ? "" : question.explanation(),
        Words.of("room/pages", lang),
        lang);
  }

  /** Whether choices are taken. */
  public boolean open() {
    return poll.isOpen();
  }

  /** Whether the outcome is known. */
  public boolean revealed() {
    return poll.isRevealed();
  }

  /** Whether what the class predicted may be seen now. */
  public boolean bars() {
    return poll.isRevealed() && !poll.barsHidden();
  }

  /** What was measured, in a sentence; null before. */
  public @Nullable String said() {
    return poll.measured() == null
        ? null
        : poll.measured().said().getOrDefault(lang, poll.measured().outcome());
  }

  /** Whether what was measured is nothing that could be chosen. */
  public boolean surprise() {
    return poll.isRevealed() && options.stream().noneMatch(OptionView::actual);
  }

  /** What the screen says of why it came out, which is no more than it has room for. */
  public String why() {
    return !revealed() ? "" : because.isEmpty() ? explanation : because;
  }

  /**
   * How the room stands, in a word and no more; null while nothing was asked to its end, or while
   * everything may be seen.
   */
  public @Nullable String standing() {
    Optional<Round> closed = poll.isOpen() ? poll.before() : Optional.of(poll.round());
    return poll.isRevealed() || poll.phase() == portside.room.Phase.RUNNING || closed.isEmpty()
        ? null
        : closed.get().answered() == 0 ? "nobody" : closed.get().agrees() ? "agree" : "split";
  }

  /** How many were right in the first round and after the discussion; null for one round. */
  public @Nullable String learned() {
    if (!bars() || poll.before().isEmpty() || surprise()) {
      return null;
    }
    String outcome = poll.measured().outcome();
    return words.get(
        "learned",
        Map.of(
            "before", poll.rounds().get(0).count(outcome),
            "after", poll.round().count(outcome)));
  }

  /** Who changed their mind, from which number to which. */
  public List<String> changes() {
    return poll.round().changes().stream()
        .map(
            change ->
                words.get(
                    "change",
                    Map.of(
                        "from", number(change.from()),
                        "to", number(change.to()),
                        "count", change.count())))
        .toList();
  }

  private int number(String outcome) {
    return poll.asked().options().indexOf(outcome) + 1;
  }
}
