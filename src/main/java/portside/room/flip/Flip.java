package portside.room.flip;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Sight;
import portside.experiments.Action;
import portside.experiments.Evidence;
import portside.experiments.Refused;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.instruments.BrowserTry;
import portside.instruments.DoorTry;
import portside.net.IpAddresses;
import portside.room.flip.FlipState.Phase;
import portside.runs.Runs;

/**
 * The demo server of a class: a run of <i>server</i> that the presenter moves from 127.0.0.1 to
 * 0.0.0.0 and back while Portside itself stays where it is. What the run measures is read here by
 * the names of its evidence; what the devices tell goes to the {@link Census}, and to the run as
 * well, which looks it up in the server's own log. Safe for every thread.
 */
public final class Flip {
  /** The experiment whose server it is. */
  public static final String EXPERIMENT = "server";

  private static final String LISTENING = "listening";

  /** Outcomes of a server that another number helps against. */
  private static final Set<String> NUMBER_IS_TAKEN = Set.of("in-use", "reserved");

  /** Somebody else may be quicker once, and on a busy computer a few times. */
  private static final int MOST_TRIES = 10;

  /** Where it listens first. */
  public static final InetAddress CLOSED = IpAddresses.LOOPBACK;

  /** Where the flip moves it. */
  public static final InetAddress WIDE = IpAddresses.parse("0.0.0.0").orElseThrow();

  private final Runs runs;
  private final Registered<?, ?> experiment;
  private final Census census = new Census();
  private final Consumer<FlipState> asked;
  private final Runnable counted;

  private FlipState state = FlipState.none(); // guarded by this
  private InetAddress wanted = CLOSED; // where it is to listen; guarded by this
  private int tries; // how many numbers were taken by others; guarded by this

  /**
   * @param experiment the register's <i>server</i>
   * @param asked hears when the devices are to try, or no more; must not block
   * @param counted hears when the census has changed; must not block
   */
  public Flip(Runs runs, Registered<?, ?> experiment, Consumer<FlipState> asked, Runnable counted) {
    this.runs = runs;
    this.experiment = experiment;
    this.asked = asked;
    this.counted = counted;
    runs.listen(this::changed);
  }

  /** How it stands. */
  public synchronized FlipState state() {
    return state;
  }

  /** What the devices told. */
  public Census census() {
    return census;
  }

  /**
   * Opens a demo server on 127.0.0.1, if none lives.
   *
   * @param caller the host
   * @param port 0 to 65535; where it cannot be had there and at 0.0.0.0, the next that can is taken
   */
  public void open(Caller caller, int port) {
    synchronized (this) {
      if (state.alive()) {
        return;
      }
      wanted = CLOSED;
      tries = 0;
    }
    start(caller, port, CLOSED);
  }

  /**
   * Takes a server that the presenter has started from a card.
   *
   * @return false when there is no such server any more
   */
  public boolean adopt(String run) {
    Optional<RunState> found = runs.find(run).filter(each -> each.isOf(experiment) && each.alive());
    found.ifPresent(
        each -> {
          synchronized (this) {
            if (!run.equals(state.run())) {
              begin(each.id());
              tries = 0;
              Object host = Evidence.visible(each.evidence(), Sight.HOST).get("host");
              wanted = host instanceof InetAddress there ? there : CLOSED;
            }
          }
          changed(each);
        });
    return found.isPresent();
  }

  private void start(Caller caller, int from, InetAddress host) {
    Map<String, String> given = new HashMap<>();
    given.put("host", IpAddresses.text(host));
    given.put("port", String.valueOf(FreePort.from(from)));
    RunState run = runs.start(experiment, given, caller, null);
    synchronized (this) {
      begin(run.id());
    }
    runs.find(run.id()).ifPresent(this::changed); // what came before its id was known here
  }

  private void begin(String run) {
    state = state.startedBy(run);
  }

  /**
   * Moves the server: from where only this computer reaches it to where everybody does, or back.
   */
  public void flip(Caller caller) {
    FlipState now = state();
    if (!now.open()) {
      return; // it moves already, or there is none
    }
    InetAddress to = Objects.equals(now.bound(), WIDE) ? CLOSED : WIDE;
    synchronized (this) {
      wanted = to;
      tries = 0;
    }
    runs.act(
        Objects.requireNonNull(now.run()),
        new Action("rebind", Map.of("host", IpAddresses.text(to)), caller));
  }

  /** Asks every device once more. */
  public void again() {
    FlipState told;
    synchronized (this) {
      if (!state.open()) {
        return;
      }
      state =
          state.in(
              census.begin(Objects.requireNonNull(state.bound()), state.port(), Instant.now()));
      told = state;
    }
    asked.accept(told);
  }

  /** Ends the server. */
  public void end() {
    FlipState now = state();
    if (now.alive() && now.run() != null) {
      runs.find(now.run()).ifPresent(this::stop);
    }
  }

  private void stop(RunState run) {
    try {
      runs.act(run.id(), new Action("stop", Map.of(), run.caller()));
    } catch (Refused ended) {
      // that is what was wanted
    }
  }

  /** The class is over: its server ends, and what its devices told is forgotten. */
  public void forget() {
    end();
    synchronized (this) {
      census.clear();
      state = state.forgotten();
    }
  }

  private void changed(RunState run) {
    FlipState told;
    Integer taken = null;
    InetAddress host;
    boolean count = false;
    synchronized (this) {
      if (!run.id().equals(state.run())) {
        return;
      }
      Map<String, @Nullable Object> found = Evidence.visible(run.evidence(), Sight.HOST);
      FlipState before = state;
      if (!run.alive() || run.settled() && !LISTENING.equals(run.outcome())) {
        // One that moved may have lost the place that it left, too, and says so with its last
        // words.
        boolean mayGoOn =
            (state.phase() == Phase.STARTING || run.failure() != null) && !run.stopped();
        Object why = LISTENING.equals(run.outcome()) ? found.get("notice") : run.outcome();
        taken = mayGoOn ? taken(why, found) : null;
        state = state.alive() && taken == null ? state.over(whyNot(run)) : state;
      } else if (run.settled()) {
        count = census.saw(requests(found));
        taken = stayed(found) ? taken(found.get("notice"), found) : null;
        state = taken == null ? settled(found) : state;
      }
      state = taken == null ? state : state.leaving();
      host = wanted;
      told = state == before ? null : state;
    }
    if (taken != null) {
      start(run.caller(), taken + 1, host);
      stop(run);
    } else if (told != null) {
      asked.accept(told);
    } else if (count) {
      counted.run();
    }
  }

  /** Whether it has come back to where it was, for it could not listen where it was to go. */
  private boolean stayed(Map<String, @Nullable Object> found) {
    return found.get("doing") == null
        && found.get("notice") != null
        && !wanted.equals(found.get("host"));
  }

  /** The port after which to try once more, where only the number stood in the way; else null. */
  private @Nullable Integer taken(@Nullable Object why, Map<String, @Nullable Object> found) {
    return why instanceof String outcome
            && NUMBER_IS_TAKEN.contains(outcome)
            && found.get("port") instanceof Integer port
            && port > 0
            && ++tries <= MOST_TRIES
        ? port
        : null;
  }

  private static @Nullable String whyNot(RunState run) {
    if (run.failure() != null) {
      return "failed";
    }
    if (run.stopped() || LISTENING.equals(run.outcome())) {
      return null;
    }
    if (run.missing() != null) {
      return run.missing().reason();
    }
    return run.outcome() == null ? "failed" : run.outcome();
  }

  private FlipState settled(Map<String, @Nullable Object> found) {
    if (found.get("doing") != null) {
      return state.open() ? state.moving() : state;
    }
    if (found.get("host") instanceof InetAddress host
        && found.get("port") instanceof Integer port
        && (!state.open()
            || !host.equals(state.bound())
            || stayed(found) && state.outcome() == null)) {
      String why = stayed(found) ? String.valueOf(found.get("notice")) : null;
      return state
          .at(host, port, all(found.get("reach"), DoorTry.class), why)
          .in(census.begin(host, port, Instant.now()));
    }
    return state;
  }

  private static List<String> requests(Map<String, @Nullable Object> found) {
    return all(found.get("devices"), BrowserTry.class).stream()
        .filter(each -> each.seenAs() != null && each.mark() != null)
        .map(BrowserTry::mark)
        .collect(Collectors.toList());
  }

  private static <T> List<T> all(@Nullable Object list, Class<T> type) {
    return list instanceof List<?> some
        ? some.stream().filter(type::isInstance).map(type::cast).toList()
        : List.of();
  }

  /**
   * Keeps what a device's browser found.
   *
   * @param member who it is to the census
   * @return false when it speaks of another round
   */
  public boolean tell(Object member, Told told, Caller caller) {
    FlipState now = state();
    if (!now.open() || !census.tell(member, told)) {
      return false;
    }
    if (told.millis() != null) {
      measured(Objects.requireNonNull(now.run()), told, caller);
    }
    counted.run();
    return true;
  }

  /** What a browser has measured the run looks up in the server's log. */
  private void measured(String run, Told told, Caller caller) {
    Map<String, String> fields = new HashMap<>();
    fields.put("door", IpAddresses.inUrl(told.door()));
    fields.put("result", told.mark().key());
    fields.put("ms", String.valueOf(told.millis()));
    if (told.request() != null) {
      fields.put("mark", told.request());
    }
    try {
      runs.act(run, new Action("seen", fields, caller));
    } catch (Refused ended) {
      // the server is gone; what the browser told stays true of the round
    }
  }
}
