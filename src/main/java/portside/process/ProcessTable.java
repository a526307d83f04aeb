package portside.process;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The processes of this computer, as far as this user may see them. */
interface ProcessTable {

  /** Every live process ID and its parent's; 0 where that is not known. No zombies on Linux. */
  Map<Long, Long> parents();

  /** The IDs of the live processes that bear the mark and let this user read their environment. */
  Set<Long> bearing(Mark mark);

  /**
   * The pipes that a process has as its standard output and error, by names of the system's own;
   * empty where the system does not tell, and for a process that has ended.
   */
  default Set<String> outputs(long pid) {
    return Set.of();
  }

  /** The IDs of the live processes that can write into one of those pipes. */
  default Set<Long> holding(Set<String> pipes) {
    return Set.of();
  }

  /**
   * When a live process began, in units of the system's own. It says whether a number still means
   * the same process, to a second program too: no clock of the day is asked, which may be set in
   * between. Empty for a process that has ended.
   */
  default Optional<String> birth(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .map(instant -> Long.toString(instant.toEpochMilli()));
  }

  /** The way to look that fits this system. */
  static ProcessTable ofThisComputer() {
    return ProcFiles.areThere() ? new ProcFiles() : new OshiProcesses();
  }
}
