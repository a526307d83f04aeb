/**
 * Here belongs how a course that was read becomes bytes and a course again. It reads no Markdown,
 * so that a start of the jar loads nothing that does.
 */
@org.jspecify.annotations.NullMarked
package portside.lesson.packed;
