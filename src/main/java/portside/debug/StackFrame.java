package portside.debug;

/**
 * A frame of the call stack.
 *
 * @param function the function or method
 * @param file the file's name, or a class where there is no file
 * @param line the line, from 1; 0 where it is not known
 * @param own whether it is the program's own code, and not a library's
 */
public record StackFrame(String function, String file, int line, boolean own) {}
