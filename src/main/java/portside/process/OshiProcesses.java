package portside.process;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * The process table of macOS and Windows: parents from the JDK, environments from OSHI.
 *
 * <p>The tests run this class on Linux only. What is known of the other systems comes from their
 * documentation: macOS does not show the environment of programs that System Integrity Protection
 * guards (those in /bin and /usr/bin), so there a shell is found as a descendant, while its chain
 * of parents lives or once it has been remembered, and not by its mark. On Windows a process keeps
 * the number of a parent that is long dead, and numbers are soon used again; a parent counts only
 * when it is older than its child.
 */
final class OshiProcesses implements ProcessTable {
  /** Loaded with the first look at environments, because OSHI takes its time. */
  private static final class Lazily {
    static final OperatingSystem SYSTEM = new SystemInfo().getOperatingSystem();
  }

  @Override
  public Map<Long, Long> parents() {
    Map<Long, Long> parents = new HashMap<>();
    ProcessHandle.allProcesses()
        .forEach(
            process ->
                parents.put(
                    process.pid(),
                    process
                        .parent()
                        .filter(parent -> !started(parent).isAfter(started(process)))
                        .map(ProcessHandle::pid)
                        .orElse(0L)));
    return parents;
  }

  @Override
  public Set<Long> bearing(Mark mark) {
    Set<Long> found = new HashSet<>();
    for (OSProcess process : Lazily.SYSTEM.getProcesses(null, null, 0)) {
      if (mark.isIn(process.getEnvironmentVariables().getOrDefault(Mark.VARIABLE, ""))) {
        found.add((long) process.getProcessID());
      }
    }
    return found;
  }

  private static Instant started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
