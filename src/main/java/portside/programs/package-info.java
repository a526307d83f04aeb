/**
 * Here belongs how the lessons' programs are found, compiled and started: the Python that has
 * Flask, the Java twin of the same program, and the folders that they run in. The check of a course
 * and the experiments start the same programs in the same way, by this package. It uses {@code net}
 * and {@code process} and knows no lesson, no experiment and no web.
 */
@org.jspecify.annotations.NullMarked
package portside.programs;
