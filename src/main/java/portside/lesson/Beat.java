package portside.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.cards.Card;

/**
 * A section of a lesson, or a part of one: the text that leads to an experiment, its card, and what
 * the section says afterwards.
 *
 * @param text the text before the card; may be empty where two cards follow each other
 * @param card the card, or null for a section without an experiment
 * @param after the rest of the section; empty where another card of the same section follows
 */
public record Beat(List<Part> text, @Nullable Card card, List<Part> after) {
  public Beat withAfter(List<Part> rest) {
    return new Beat(text, card, rest);
  }
}
