/**
 * Here belongs what a lesson is, and the pages of the course. How Markdown becomes one belongs into
 * {@code reading}. It opens no socket and starts no process.
 */
@org.jspecify.annotations.NullMarked
package portside.lesson;
