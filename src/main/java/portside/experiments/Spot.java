package portside.experiments;

/**
 * A card or claim of a page, the same in every language.
 *
 * @param place the name of the page: that of a lesson, or the path of an experiment's own page
 * @param id the anchor of the card or claim
 */
public record Spot(String place, String id) {}
