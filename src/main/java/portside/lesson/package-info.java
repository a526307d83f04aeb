/**
 * Here belongs Markdown to lessons: directives, loading, checking, and the pages of the course. It
 * uses experiments. It opens no socket and starts no process; {@link portside.lesson.ProgramCheck}
 * has {@code portside.programs} try the lessons' programs.
 */
@org.jspecify.annotations.NullMarked
package portside.lesson;
