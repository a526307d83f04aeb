/**
 * Child processes that never outlive Portside: {@link portside.process.Children} is the only way in
 * Portside to start a process, and the only way to end one.
 *
 * <p>What belongs here: starting, watching and ending children, the keeper that ends them when
 * Portside dies without a word, and finding programs on the PATH. What does not: what a certain
 * program means (Python, Flask, curl: that is the experiments' business), networking, the web. The
 * package needs the JDK and OSHI, nothing else.
 *
 * <h2>How the promise is kept</h2>
 *
 * <ol>
 *   <li>Every child inherits a mark in its environment ({@link portside.process.Mark}), and hands
 *       it on to whatever it starts, through setsid, nohup and double forks.
 *   <li>While children live, their descendants are looked up twice a second and remembered, for
 *       those that clear their environment. (Who does so and loses its parents in the first tenth
 *       of a second slips through.)
 *   <li>A small process, the {@link portside.process.Keeper}, reads a pipe that Portside holds
 *       open. However Portside ends, the system closes the pipe; the keeper then kills what bears
 *       the mark or is remembered, until there is nothing left, and ends itself.
 *   <li>When Portside can still act (it is closed, Ctrl+C, SIGTERM), {@link
 *       portside.process.Children#close} asks politely first.
 * </ol>
 *
 * <p>Tried on Linux. On macOS and Windows the parts that differ were written from the documentation
 * and have not been run; {@link portside.process.OshiProcesses} says which and where they are
 * weaker.
 */
@NullMarked
package portside.process;

import org.jspecify.annotations.NullMarked;
