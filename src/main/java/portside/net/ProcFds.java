package portside.net;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds, on Linux, all processes that have a socket open: the links {@code /proc/PID/fd/N} to
 * {@code socket:[INODE]} (proc_pid_fd(5)). OSHI names one process a socket; a server with a
 * reloader has two.
 */
final class ProcFds {
  private static final String PREFIX = "socket:[";

  private ProcFds() {}

  /**
   * Returns the PIDs by inode, in rising order. Processes of other users are not seen without
   * privilege.
   */
  static Map<Long, Set<Long>> owners(Set<Long> inodes) {
    Map<Long, Set<Long>> owners = new HashMap<>();
    String[] processes = new File("/proc").list();
    if (inodes.isEmpty() || processes == null) {
      return owners;
    }
    for (String pid : processes) {
      if (pid.charAt(0) < '1' || pid.charAt(0) > '9') {
        continue;
      }
      // File.list answers null where permission is missing, at a fraction of the cost of an
      // exception.
      String folder = "/proc/" + pid + "/fd";
      String[] descriptors = new File(folder).list();
      for (String descriptor : descriptors == null ? new String[0] : descriptors) {
        long inode = inode(Path.of(folder, descriptor));
        if (inode > 0 && inodes.contains(inode)) {
          owners.computeIfAbsent(inode, any -> new TreeSet<>()).add(Long.valueOf(pid));
        }
      }
    }
    return owners;
  }

  private static long inode(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith(PREFIX)
          ? Long.parseLong(target, PREFIX.length(), target.length() - 1, 10)
          : 0;
    } catch (IOException | NumberFormatException closedMeanwhile) {
      return 0;
    }
  }
}
