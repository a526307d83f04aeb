package portside.lesson;

/**
 * An entry of the table of contents.
 *
 * @param id its anchor
 * @param text its words without mark-up
 * @param level 2 to 6; the lesson's title is 1
 */
public record Heading(String id, String text, int level) {}
