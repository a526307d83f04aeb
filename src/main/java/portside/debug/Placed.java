package portside.debug;

/**
 * What a debugger made of a breakpoint.
 *
 * @param asked the line that was asked for
 * @param line the line where it is: the next one with code
 * @param verified whether it is there; Java knows only once the class is loaded
 */
public record Placed(int asked, int line, boolean verified) {}
