package portside.experiments;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Person;
import portside.access.Role;
import portside.net.IpAddresses;
import portside.page.Templates;
import portside.page.Words;
import portside.runs.Runs;
import portside.testing.Patience;

/**
 * Tries one experiment through the real {@link Runs}, as the site does: parameters as text in, the
 * state of the run out. Everything waits with a deadline.
 */
public final class Trial implements AutoCloseable {
  private final Runs runs = new Runs();
  private final Registered<?, ?> experiment;

  /** Tries that experiment. */
  public Trial(Experiment<?, ?> experiment) {
    this.experiment = new Register(List.of(experiment)).find(experiment.name()).orElseThrow();
  }

  /** The host, at 127.0.0.1. */
  public static Caller host() {
    return caller(Role.HOST, "127.0.0.1", 50_000, "127.0.0.1", 7_070);
  }

  /** A guest's browser, by its person's number, behind that address. */
  public static Caller person(int number, String address) {
    return new Caller(
        Role.GUEST,
        new Person(String.format("person-%015d", number)),
        address(address),
        51_000,
        address("192.168.0.10"),
        7_070,
        "192.168.0.10:7070");
  }

  /** Any caller; the Host header is the called address and port. */
  public static Caller caller(
      Role role, String address, int port, String localAddress, int localPort) {
    return new Caller(
        role,
        null,
        address(address),
        port,
        address(localAddress),
        localPort,
        localAddress + ":" + localPort);
  }

  /** An address literal. */
  public static InetAddress address(String literal) {
    return IpAddresses.parse(literal).orElseThrow();
  }

  /**
   * Runs it as the host and waits until it has settled or ended.
   *
   * @param given names and values in turn: {@code "port", "8080"}
   */
  public RunState run(String... given) {
    return answered(start(given).id());
  }

  /** Runs it as that caller and waits until it has settled or ended. */
  public RunState runAs(Caller caller, String... given) {
    return answered(runs.start(experiment, map(given), caller, null).id());
  }

  /** Starts it as the host. */
  public RunState start(String... given) {
    return runs.start(experiment, map(given), host(), null);
  }

  /** Waits until the run has settled or ended. */
  public RunState answered(String id) {
    return in(runs.answered(id, Patience.LIMIT), RunState::answered);
  }

  /** Waits until the run has ended and its resources are closed. */
  public RunState ended(String id) {
    return in(runs.ended(id, Patience.LIMIT), state -> !state.alive());
  }

  /** Waits until the run shows what is expected. */
  public RunState until(String id, Predicate<RunState> expected) {
    return Patience.until(
        () -> runs.find(id).toString(), () -> runs.find(id).orElseThrow(), expected);
  }

  /** Does something to a run, as the host. */
  public RunState act(String id, String action, String... fields) {
    return actAs(host(), id, action, fields);
  }

  /** Does something to a run, as that caller. */
  public RunState actAs(Caller caller, String id, String action, String... fields) {
    return runs.act(id, new Action(action, map(fields), caller));
  }

  /** A page of that caller follows the run; to be called when it has closed. */
  public Runnable watch(Caller caller, String id) {
    return runs.watch(id, caller).orElseThrow();
  }

  /** The widget's own template with that run, as its reader sees it. */
  public String view(RunState run, Role role, String lang) {
    View view =
        new View(
            run.as(role.sight()),
            Words.of("experiments/" + experiment.name(), lang),
            Words.of("page", lang),
            lang,
            role,
            "/",
            experiment.name());
    return new String(
        new Templates()
            .render("experiments/" + experiment.name() + "/view.jte", Map.of("view", view)),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The sentence that says what came out. */
  public static String summary(RunState run, String lang, Role role) {
    return Summary.of(run.as(role.sight()), lang);
  }

  /** The evidence of a run as the experiment's own record. */
  public static <E extends Record> E evidence(RunState run, Class<E> type) {
    return type.cast(Objects.requireNonNull(run.evidence(), () -> "no evidence: " + run));
  }

  /** The same run, had it found something else or run another program, or looked back at. */
  public static RunState with(
      RunState run, @Nullable Record evidence, List<String> changed, @Nullable Integer moment) {
    return new RunState(
        run.id(),
        run.experiment(),
        run.parameters(),
        run.values(),
        run.caller(),
        run.spot(),
        run.startedAt(),
        run.alive(),
        run.outcome(),
        run.missing(),
        run.failure(),
        evidence,
        run.part(),
        run.lines(),
        changed,
        run.version(),
        run.sight(),
        moment);
  }

  private static Map<String, String> map(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static RunState in(
      java.util.concurrent.CompletableFuture<RunState> future, Predicate<RunState> expected) {
    try {
      RunState state = future.get(Patience.SECONDS + 5, TimeUnit.SECONDS);
      if (!expected.test(state)) {
        throw new AssertionError("not within " + Patience.LIMIT + ": " + state);
      }
      return state;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    runs.close();
  }
}
