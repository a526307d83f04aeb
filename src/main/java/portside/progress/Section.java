package portside.progress;

/**
 * A section that was read.
 *
 * @param lesson the lesson's name
 * @param anchor the anchor of its heading, which may differ between languages
 * @param at when, in milliseconds since 1970
 */
public record Section(String lesson, String anchor, long at) {}
