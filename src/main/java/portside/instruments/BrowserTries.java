package portside.instruments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import portside.access.Caller;
import portside.access.Crowd;
import portside.experiments.Action;
import portside.experiments.Run;
import portside.programs.DevServer;

/**
 * What the browsers of a class tell a run about the doors of its server, read a tick at a time: a
 * whole class costs no more than one reading, and nobody is waited for. What a browser says was
 * answered is looked up in the server's own log, whose line may come a moment later.
 */
public final class BrowserTries {
  /** So many persons are told from each other. */
  public static final int PERSONS = 1_000;

  private static final long LOG_PATIENCE = LessonProgram.LOG_PATIENCE.toNanos();

  /** At most ten readings a second. */
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  /** A try that waits for its line in the server's log until then. */
  private record Waiting(BrowserTry found, String mark, long until) {}

  private final Run<?> run;
  private final Crowd<Object, Integer> persons = new Crowd<>(PERSONS);
  private final List<Waiting> waiting = new ArrayList<>();
  private int last;
  private long read = System.nanoTime() - PAUSE;

  /**
   * @param run whose measurements are read
   */
  public BrowserTries(Run<?> run) {
    this.run = run;
  }

  /**
   * Reads what was told since the last time; does not wait.
   *
   * @param server whose log is asked
   * @param doors the doors that there are
   * @return what is known by now, the oldest first; what makes no sense is left out
   * @throws InterruptedException when the run is stopped
   */
  public List<BrowserTry> read(DevServer server, List<Door> doors) throws InterruptedException {
    List<BrowserTry> known = new ArrayList<>();
    if (System.nanoTime() - read < PAUSE) {
      return known;
    }
    read = System.nanoTime();
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting one = each.next();
      Optional<String> seen = server.saw(one.mark(), Duration.ZERO);
      if (seen.isPresent() || read - one.until() > 0) {
        known.add(one.found().seenAs(seen.orElse(null)));
        each.remove();
      }
    }
    for (Action action : run.measurements()) {
      BrowserTry found = BrowserTry.read(action, person(action), doors).orElse(null);
      if (found != null) {
        String mark = found.mark();
        Optional<String> seen = mark == null ? Optional.empty() : server.saw(mark, Duration.ZERO);
        if (mark == null || seen.isPresent() || !found.result().equals(BrowserTry.ANSWERED)) {
          // A request that failed may have come in all the same, and its answer been kept out.
          known.add(found.seenAs(seen.orElse(null)));
        } else {
          waiting.add(new Waiting(found, mark, read + LOG_PATIENCE));
        }
      }
    }
    return known;
  }

  private int person(Action action) {
    Caller caller = action.caller();
    return persons.of(caller.whose(), caller.address(), () -> ++last);
  }

  /** Forgets what was told so far: it was about another server. */
  public void forget() {
    waiting.clear();
    run.measurements();
  }
}
