/**
 * Here belongs Markdown itself: the generic directives, and the HTML of text, code and addresses.
 * It knows no experiment and no course; which directives there are and what they mean is decided in
 * {@code portside.lesson.reading}, from {@code DirectiveKind} on.
 */
@org.jspecify.annotations.NullMarked
package portside.lesson.markdown;
