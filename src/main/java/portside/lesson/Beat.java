package portside.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Card;

/**
 * The text since the last experiment, and the card that it leads to.
 *
 * @param text the text; may be empty where two cards follow each other
 * @param card the card, or null at the end of the lesson
 */
public record Beat(List<Part> text, @Nullable Card card) {}
