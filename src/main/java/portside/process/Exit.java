package portside.process;

import java.util.Map;
import java.util.Optional;

/**
 * How a child ended.
 *
 * @param code the exit code, 0 for success. On Unix 128 + N stands for the end by signal N; a
 *     program may also return such a code by itself (a shell whose last command was killed, a Java
 *     program that SIGTERM made end in order), and nobody can tell that from outside
 * @param signal the signal that the code stands for, such as {@code SIGTERM}; empty for other codes
 *     and on Windows, which has no signals
 */
public record Exit(int code, Optional<String> signal) {
  /** The base that the JDK and POSIX shells add to a signal's number. */
  private static final int BY_SIGNAL = 128;

  private static final int LAST_SIGNAL = 64;

  // Numbers that Linux (signal(7), x86 and ARM) and macOS (<sys/signal.h>) share.
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(5, "SIGTRAP"),
          Map.entry(6, "SIGABRT"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(14, "SIGALRM"),
          Map.entry(15, "SIGTERM"));

  /** Reads the exit value that {@link Process#exitValue} gives. */
  static Exit of(int code, boolean windows) {
    int number = code - BY_SIGNAL;
    return new Exit(
        code,
        windows || number < 1 || number > LAST_SIGNAL
            ? Optional.empty()
            : Optional.of(NAMES.getOrDefault(number, "signal " + number)));
  }
}
