package portside.experiments;

import org.jspecify.annotations.Nullable;

/**
 * A run as it is shown in a card or a claim of a page.
 *
 * @param at the id of the card or claim that started it
 * @param run the run
 * @param prediction the outcome that the reader predicted, or null
 */
public record Shown(String at, RunState run, @Nullable String prediction) {}
