package portside.room;

/**
 * Where the presenter is.
 *
 * @param lesson the lesson's name
 * @param anchor the id of a card or of a heading of it; empty for its beginning
 */
public record Placement(String lesson, String anchor) {}
