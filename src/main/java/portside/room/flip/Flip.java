package portside.room.flip;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import portside.net.ThisComputer;
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
  private boolean secondTry; // guarded by this

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
   * @param port 0 to 65535; where it is in use, the next free one is taken
   */
  public void open(Caller caller, int port) {
    synchronized (this) {
      if (state.alive()) {
        return;
      }
      secondTry = false;
    }
    start(caller, port);
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
            }
          }
          changed(each);
        });
    return found.isPresent();
  }

  private void start(Caller caller, int port) {
    Map<String, String> given = new HashMap<>();
    given.put("host", IpAddresses.text(CLOSED));
    given.put("port", String.valueOf(port));
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
    if (now.alive()) {
      runs.find(Objects.requireNonNull(now.run()))
          .ifPresent(run -> runs.act(run.id(), new Action("stop", Map.of(), run.caller())));
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
    Integer elsewhere = null;
    boolean count = false;
    synchronized (this) {
      if (!run.id().equals(state.run())) {
        return;
      }
      Map<String, @Nullable Object> found = Evidence.visible(run.evidence(), Sight.HOST);
      FlipState before = state;
      if (!run.alive() || run.settled() && !LISTENING.equals(run.outcome())) {
        elsewhere = elsewhere(run, found);
        state = elsewhere == null && state.alive() ? state.over(whyNot(run)) : state;
      } else if (run.settled()) {
        count = census.saw(requests(found));
        state = settled(found);
      }
      told = state == before ? null : state;
    }
    if (elsewhere != null) {
      start(run.caller(), elsewhere);
    } else if (told != null) {
      asked.accept(told);
    } else if (count) {
      counted.run();
    }
  }

  /** The port to try once more, where only the number stood in the way; null otherwise. */
  private @Nullable Integer elsewhere(RunState run, Map<String, @Nullable Object> found) {
    boolean may = state.phase() == Phase.STARTING && state.bound() == null && !secondTry;
    if (may && !run.stopped() && found.get("nextFreePort") instanceof Integer port) {
      secondTry = true;
      return port;
    }
    return null;
  }

  private static @Nullable String whyNot(RunState run) {
    if (run.stopped() || LISTENING.equals(run.outcome())) {
      return null;
    }
    return run.outcome() == null ? "failed" : run.outcome();
  }

  private FlipState settled(Map<String, @Nullable Object> found) {
    if (found.get("doing") != null) {
      return state.open() ? state.moving() : state;
    }
    if (found.get("host") instanceof InetAddress host
        && found.get("port") instanceof Integer port
        && (!state.open() || !host.equals(state.bound()))) {
      return state
          .at(host, port, all(found.get("reach"), DoorTry.class))
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
    Map<String, String> fields = new HashMap<>();
    fields.put("door", IpAddresses.inUrl(told.door()));
    fields.put("result", told.mark().key());
    fields.put("ms", String.valueOf(told.millis()));
    if (told.request() != null) {
      fields.put("mark", told.request());
    }
    try {
      runs.act(Objects.requireNonNull(now.run()), new Action("seen", fields, caller));
    } catch (Refused ended) {
      // the server is gone; what the browser told stays true of the round
    }
    counted.run();
    return true;
  }

  /**
   * The address of this computer that a device tries: the one by which it comes to Portside, so
   * that nothing but the server differs. It is IPv4, for a policy of a page cannot name IPv6 (CSP 3
   * §2.3.1), and never loopback, which leads a device to itself.
   *
   * @param by the address by which it comes
   * @param shown the address of the invitation
   */
  public static InetAddress door(InetAddress by, @Nullable InetAddress shown) {
    if (by instanceof Inet4Address && !by.isLoopbackAddress()) {
      return by;
    }
    if (shown instanceof Inet4Address) {
      return shown;
    }
    return ThisComputer.now().lanAddresses().stream()
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .orElse(IpAddresses.LOOPBACK);
  }

  /** Whether this computer itself got an answer at a door; null when it has not tried that one. */
  public static @Nullable Boolean ownAnswer(FlipState state, InetAddress door) {
    String name = IpAddresses.inUrl(door);
    return state.reach().stream()
        .filter(each -> each.door().name().equals(name))
        .map(each -> (Boolean) each.result().equals(DoorTry.ANSWERED))
        .findFirst()
        .orElse(null);
  }
}
