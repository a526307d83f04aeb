package portside.experiments.leftover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What Linux tells of a process' signals in {@code /proc/PID/status} (<a
 * href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>).
 *
 * @param stopped whether it is stopped by a signal, as by Ctrl+Z
 * @param termWaits whether a SIGTERM has come and was not yet delivered, since a stopped process
 *     gets it only when it goes on
 */
record Signals(boolean stopped, boolean termWaits) {
  private static final int SIGTERM = 15;

  /** Reads them; empty on other systems and of a process that has ended. */
  static Optional<Signals> of(long pid) {
    try {
      return Optional.of(parse(Files.readAllLines(Path.of("/proc/" + pid + "/status"))));
    } catch (IOException goneOrElsewhere) {
      return Optional.empty();
    }
  }

  static Signals parse(List<String> status) {
    boolean stopped = false;
    boolean waits = false;
    for (String line : status) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      if (line.startsWith("State:")) {
        stopped = value.startsWith("T");
      } else if (line.startsWith("ShdPnd:") || line.startsWith("SigPnd:")) {
        waits |= (Long.parseUnsignedLong(value, 16) >> (SIGTERM - 1) & 1) == 1;
      }
    }
    return new Signals(stopped, waits);
  }
}
