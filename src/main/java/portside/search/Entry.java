package portside.search;

import java.util.List;

/**
 * A place that can be found: a section of a lesson, or a word of the glossary.
 *
 * @param url where it is
 * @param page the title of its page
 * @param title its own title
 * @param text its sentences without mark-up; what a card tells only after its run is not in it
 * @param also what people type for it: other words, and error messages
 * @param anchors the ids of what stands in it
 */
public record Entry(
    String url, String page, String title, String text, List<String> also, List<String> anchors) {}
