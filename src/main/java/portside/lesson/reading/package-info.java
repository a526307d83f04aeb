/**
 * Here belongs how a folder of Markdown becomes a course, and the check that tells every problem at
 * once. It serves no page; {@link portside.lesson.reading.ProgramCheck} has {@code
 * portside.programs} try the lessons' programs.
 */
@org.jspecify.annotations.NullMarked
package portside.lesson.reading;
