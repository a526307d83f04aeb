package portside.cards;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.experiments.Registered;

/**
 * An experiment as it stands on a page.
 *
 * @param id its anchor, the same in every language
 * @param experiment what runs
 * @param values the parameters that the page sets, as text; a card with a question fixes them
 * @param question the prediction, or null for the bare widget
 */
public record Card(
    String id,
    Registered<?, ?> experiment,
    Map<String, String> values,
    @Nullable Question question) {}
