package portside.experiments;

import java.util.Map;
import portside.page.Words;

/**
 * What an experiment's template {@code before.jte} shows before any run, in a card that asks
 * nothing, so that the reader may set its parameters.
 *
 * @param evidence what is known without running
 * @param words the experiment's words
 * @param at the id of the card that it stands in
 * @param values the parameters of the card, as text
 */
public record Before(Record evidence, Words words, String at, Map<String, String> values) {}
