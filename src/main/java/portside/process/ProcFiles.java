package portside.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The process table of Linux, read from {@code /proc/PID/stat} (<a
 * href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>) and
 * {@code /proc/PID/environ} (<a
 * href="https://man7.org/linux/man-pages/man5/proc_pid_environ.5.html">proc_pid_environ(5)</a>: the
 * environment that the program was started with, entries ended by NUL).
 *
 * <p>Plain file access without OSHI, because the keeper has to be small and quick.
 */
final class ProcFiles implements ProcessTable {
  private static final Pattern READING = Pattern.compile("flags:\\s*[0-7]*0\\s");
  private static final String ENTRY = Mark.VARIABLE + "=";

  /** Whether this system has them. */
  static boolean areThere() {
    return new File("/proc/self/environ").canRead() && new File("/proc/self/stat").canRead();
  }

  @Override
  public Map<Long, Long> parents() {
    Map<Long, Long> parents = new HashMap<>();
    for (long pid : pids()) {
      String stat = alive(pid);
      if (!stat.isEmpty()) {
        parents.put(pid, Long.parseLong(stat, 2, stat.indexOf(' ', 2), 10));
      }
    }
    return parents;
  }

  /** In clock ticks since the computer started: the 22nd field. */
  @Override
  public Optional<String> birth(long pid) {
    String stat = alive(pid);
    return stat.isEmpty() ? Optional.empty() : Optional.of(stat.split(" ")[22 - 3]);
  }

  /**
   * The fields of a process from the third on, "state parent …"; empty for one that has ended, and
   * for a zombie, of which only its parent can still collect the exit code.
   */
  private static String alive(long pid) {
    String stat = read(pid, "stat");
    // "PID (name) state parent …"; the name may itself hold spaces and parentheses.
    int afterName = stat.lastIndexOf(')') + 2;
    if (afterName < 2 || afterName >= stat.length()) {
      return "";
    }
    char state = stat.charAt(afterName);
    return state == 'Z' || state == 'X' ? "" : stat.substring(afterName);
  }

  @Override
  public Set<Long> bearing(Mark mark) {
    Set<Long> found = new HashSet<>();
    for (long pid : pids()) {
      if (mark.isIn(valueIn(read(pid, "environ")))) {
        found.add(pid);
      }
    }
    return found;
  }

  /** By {@code /proc/PID/fd}: each entry is a link to {@code pipe:[INODE]} (proc_pid_fd(5)). */
  @Override
  public Set<String> outputs(long pid) {
    Set<String> pipes = new HashSet<>();
    for (String fd : List.of("1", "2")) {
      String target = target(pid, fd);
      if (target.startsWith("pipe:")) {
        pipes.add(target);
      }
    }
    return pipes;
  }

  @Override
  public Set<Long> holding(Set<String> pipes) {
    Set<Long> found = new HashSet<>();
    if (pipes.isEmpty()) {
      return found;
    }
    long own = ProcessHandle.current().pid();
    for (long pid : pids()) {
      if (pid == own) {
        continue; // it reads them, and is nobody's family
      }
      String[] open = new File("/proc/" + pid + "/fd").list(); // null for somebody else's
      if (open != null && Stream.of(open).anyMatch(fd -> writes(pid, fd, pipes))) {
        found.add(pid);
      }
    }
    return found;
  }

  /** The reading end has the same name; the last digit of its flags is 0 (O_RDONLY). */
  private static boolean writes(long pid, String fd, Set<String> pipes) {
    if (!pipes.contains(target(pid, fd))) {
      return false;
    }
    String info = read(pid, "fdinfo/" + fd);
    return !info.isEmpty() && !READING.matcher(info).find(); // empty: it was closed meanwhile
  }

  private static String target(long pid, String fd) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/" + fd)).toString();
    } catch (IOException goneOrForbidden) {
      return "";
    }
  }

  private static String valueIn(String environ) {
    int at = environ.startsWith(ENTRY) ? 0 : environ.indexOf("\0" + ENTRY) + 1;
    if (at == 0 && !environ.startsWith(ENTRY)) {
      return "";
    }
    int end = environ.indexOf('\0', at);
    return environ.substring(at + ENTRY.length(), end < 0 ? environ.length() : end);
  }

  private static List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    String[] names = new File("/proc").list();
    for (String name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0))) {
        pids.add(Long.valueOf(name));
      }
    }
    return pids;
  }

  /** The file's text, or "" when the process has ended or belongs to somebody else. */
  private static String read(long pid, String file) {
    try (FileInputStream in = new FileInputStream("/proc/" + pid + "/" + file)) {
      return new String(in.readAllBytes(), ISO_8859_1);
    } catch (IOException goneOrForbidden) {
      return "";
    }
  }
}
