package portside.programs;

/**
 * Why a program does not compile.
 *
 * @param file its file's name
 * @param line the line, from 1
 * @param what the compiler's words
 */
public record Fault(String file, int line, String what) {}
