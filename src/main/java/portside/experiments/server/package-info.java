/**
 * Starts a real development server of the lessons and shows who can reach it, door by door. How a
 * program is started belongs to {@code portside.programs}, how a door is tried to {@code
 * portside.instruments.DoorTry}; here is what a run makes of it.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.server;
