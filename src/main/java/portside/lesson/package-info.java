/**
 * Here belongs Markdown to lessons: directives, loading, checking, and the pages of the course. It
 * uses experiments; it opens no socket and starts no process.
 */
@org.jspecify.annotations.NullMarked
package portside.lesson;
