package portside.experiments;

import portside.page.Words;

/**
 * What an experiment's template {@code before.jte} shows in a card before any run.
 *
 * @param evidence what is known without running
 * @param words the experiment's words
 * @param at the id of the card that it stands in
 * @param free whether the reader may set the parameters
 */
public record Before(Record evidence, Words words, String at, boolean free) {}
