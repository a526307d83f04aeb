/**
 * Here belongs the experiment <i>request</i>: one request followed through a program of a lesson,
 * and what runs around that program to see it. The programs themselves belong to the lesson.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.request;
