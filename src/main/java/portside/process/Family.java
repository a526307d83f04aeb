package portside.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The processes that belong together: those that bear a mark, those that were seen as descendants
 * of one of them while their parents lived, and their descendants in turn.
 *
 * <p>Processes are held as handles, which know the time of the start: a number that the system has
 * given to a stranger since is no member.
 */
final class Family {
  /** A look costs some milliseconds of the processor: seldom for a polite end, often for a kill. */
  private static final Duration PATIENTLY = Duration.ofMillis(20);

  private static final Duration QUICKLY = Duration.ofMillis(5);

  private final Mark mark;
  private final ProcessTable table;
  private final Set<ProcessHandle> known = new LinkedHashSet<>();

  Family(Mark mark, ProcessTable table) {
    this.mark = mark;
    this.table = table;
  }

  /** Makes a process a member, whatever its environment says. */
  synchronized void add(ProcessHandle process) {
    known.removeIf(member -> !member.isAlive());
    known.add(process);
  }

  /** The members that were seen so far, some of which may have ended. */
  synchronized List<ProcessHandle> known() {
    return List.copyOf(known);
  }

  /**
   * Forgets dead members and remembers the descendants of the live ones, without reading any
   * environment.
   *
   * @return the members that are new
   */
  synchronized List<ProcessHandle> remember(Map<Long, Long> parents) {
    return remember(parents, Set.of());
  }

  /** All live members, found anew. */
  synchronized List<ProcessHandle> members() {
    // The marks first: who is forked in between is then found by its parent.
    Set<Long> marked = table.bearing(mark);
    remember(table.parents(), marked);
    return List.copyOf(known);
  }

  /**
   * Makes processes members that are none by mark or by descent. One that is about to end has no
   * program and no environment any more, though its number is still there, and does not count.
   *
   * @return those that were none
   */
  synchronized List<ProcessHandle> adopt(Set<Long> pids) {
    for (int look = 0; look < Child.LOOKS && pids.stream().anyMatch(this::isUnknown); look++) {
      members();
    }
    return pids.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .filter(process -> process.info().command().isPresent())
        .filter(known::add)
        .toList();
  }

  private boolean isUnknown(long pid) {
    return known.stream().noneMatch(member -> member.pid() == pid);
  }

  private List<ProcessHandle> remember(Map<Long, Long> parents, Set<Long> marked) {
    known.removeIf(member -> !parents.containsKey(member.pid()) || !member.isAlive());
    Set<Long> pids = new HashSet<>(marked);
    known.forEach(member -> pids.add(member.pid()));
    boolean grew = !pids.isEmpty();
    while (grew) {
      grew = false;
      for (Map.Entry<Long, Long> process : parents.entrySet()) {
        if (pids.contains(process.getValue()) && pids.add(process.getKey())) {
          grew = true;
        }
      }
    }
    pids.remove(ProcessHandle.current().pid());
    pids.retainAll(parents.keySet());
    List<ProcessHandle> found = new ArrayList<>();
    for (long pid : pids) {
      ProcessHandle.of(pid).filter(known::add).ifPresent(found::add);
    }
    return found;
  }

  /** Sends every member SIGTERM; does nothing where the system has no polite way (Windows). */
  void askToEnd() {
    for (ProcessHandle member : members()) {
      if (member.supportsNormalTermination()) {
        member.destroy();
      }
    }
  }

  /** Waits until no member lives; false when the time is up first. */
  boolean awaitEnd(Duration limit) {
    return repeatUntilCalm(limit, 1, PATIENTLY, member -> {});
  }

  /**
   * Kills every member, again and again, until none is seen.
   *
   * @param limit when to give up, for what not even the system can kill (waiting for a dead disk)
   * @param looks how many times in a row nothing must be seen, at least 1: while a process replaces
   *     its program it shows no environment for some microseconds
   * @return whether nothing is left
   */
  boolean kill(Duration limit, int looks) {
    return repeatUntilCalm(limit, looks, QUICKLY, ProcessHandle::destroyForcibly);
  }

  private boolean repeatUntilCalm(
      Duration limit, int looks, Duration pause, Consumer<ProcessHandle> act) {
    long start = System.nanoTime();
    boolean interrupted = false;
    try {
      int calm = 0;
      while (true) {
        List<ProcessHandle> members = members();
        members.forEach(act);
        calm = members.isEmpty() ? calm + 1 : 0;
        if (calm >= looks) {
          return true;
        }
        // Where this look found nobody, the next ones only make sure.
        if (calm == 0 && System.nanoTime() - start > limit.toNanos()) {
          return false;
        }
        LockSupport.parkNanos(pause.toNanos());
        // Who stops an experiment interrupts its thread; its processes must still be ended.
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
