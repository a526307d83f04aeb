package portside.debug;

/**
 * A breakpoint that is wanted.
 *
 * @param line the line, from 1
 * @param condition stops only where it is true, in the program's language; empty for always
 */
public record Breakpoint(int line, String condition) {}
