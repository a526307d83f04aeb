package portside.glossary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word that is explained.
 *
 * @param id its anchor, the same in every language
 * @param name the word
 * @param forms how it is written in texts, the longest first
 * @param here what this computer can measure for it: a key of {@link Measured}; null for nothing
 * @param more where the course shows it: a lesson, or {@code lesson#id}; null for nowhere
 * @param html what it means, as blocks of HTML
 * @param text the same without mark-up
 */
public record Word(
    String id,
    String name,
    List<String> forms,
    @Nullable String here,
    @Nullable String more,
    String html,
    String text) {}
