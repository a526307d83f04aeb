package portside.programs;

import portside.process.Command;

/**
 * How a program is started.
 *
 * @param command the whole command
 * @param shown the same as a student would type it, without what only Portside needs: a long class
 *     path, settings of the console
 */
public record Launch(Command command, String shown) {}
