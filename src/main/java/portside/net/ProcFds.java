package portside.net;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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
   * privilege. To ask for every open file of every process takes the kernel some ten milliseconds,
   * which the processors share.
   */
  static Map<Long, Set<Long>> owners(Set<Long> inodes) {
    String[] processes = new File("/proc").list();
    if (inodes.isEmpty() || processes == null) {
      return Map.of();
    }
    return Stream.of(processes)
        .parallel()
        .filter(name -> name.charAt(0) >= '1' && name.charAt(0) <= '9')
        .flatMap(pid -> sockets(pid).filter(inodes::contains).map(inode -> Map.entry(inode, pid)))
        .collect(
            groupingBy(
                Map.Entry::getKey,
                mapping(found -> Long.valueOf(found.getValue()), toCollection(TreeSet::new))));
  }

  /** The inodes of the sockets of a process, and 0 for what is none. */
  private static Stream<Long> sockets(String pid) {
    // File.list answers null where permission is missing, at a fraction of the cost of an
    // exception.
    String folder = "/proc/" + pid + "/fd";
    String[] descriptors = new File(folder).list();
    return descriptors == null
        ? Stream.of()
        : Stream.of(descriptors).map(name -> inode(Path.of(folder, name)));
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
