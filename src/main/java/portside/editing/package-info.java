/**
 * Here belongs what the owner of this computer makes of the course's programs: the page where they
 * are changed and compared, what is kept of it, what a compiler's message means, and the small
 * tasks that are checked by running. How a program is compiled and started belongs to {@code
 * programs}.
 */
@org.jspecify.annotations.NullMarked
package portside.editing;
