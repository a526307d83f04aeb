/**
 * Here belongs Markdown itself: the generic directives, and the HTML of text, code and addresses.
 * It knows no experiment and no course; what a directive means is decided in {@code
 * portside.lesson}.
 */
@org.jspecify.annotations.NullMarked
package portside.lesson.markdown;
