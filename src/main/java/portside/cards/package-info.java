/**
 * Here belongs a run on a page: the one card with its question, the claim, what a reader sees of
 * them, and the endpoint by which they are asked for and run. Lessons are not known here: a page
 * that carries cards is a {@link portside.cards.Place}. What one widget shows belongs into its own
 * folder.
 */
@org.jspecify.annotations.NullMarked
package portside.cards;
