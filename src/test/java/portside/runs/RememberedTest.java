package portside.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.access.Caller;
import portside.access.Person;
import portside.access.Role;
import portside.experiments.Experiment;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.experiments.Run;
import portside.experiments.Trial;
import portside.experiments.whoami.WhoamiParameters;
import portside.testing.Patience;

/** Nobody can push out of memory what another one ran. */
class RememberedTest {
  private static final int MANY = Remembered.HOSTS + 50;

  private final Runs runs = new Runs();
  private final Registered<?, ?> instant =
      new Register(List.of(new Instant())).find("instant").orElseThrow();

  /** What everybody may run, and what costs nothing, since it is run by the thousand. */
  private static final class Instant implements Experiment<WhoamiParameters, Nothing> {
    @Override
    public String name() {
      return "instant";
    }

    @Override
    public Class<WhoamiParameters> parameters() {
      return WhoamiParameters.class;
    }

    @Override
    public Class<Nothing> evidence() {
      return Nothing.class;
    }

    @Override
    public List<String> outcomes() {
      return List.of("done");
    }

    @Override
    public Role mayRun() {
      return Role.GUEST;
    }

    @Override
    public void run(WhoamiParameters none, Run<Nothing> run) {
      run.settle("done", new Nothing());
    }
  }

  private record Nothing() {}

  @AfterEach
  void close() {
    runs.close();
  }

  private static Caller guest(String person, String address) {
    Caller one = Trial.caller(Role.GUEST, address, 51_000, "192.168.0.10", 7_070);
    return new Caller(
        one.role(),
        new Person(person),
        one.address(),
        one.port(),
        one.localAddress(),
        one.localPort(),
        one.host());
  }

  /** Runs it to its end, since only what has ended can be forgotten. */
  private String run(Caller caller) throws Exception {
    String id = runs.start(instant, Map.of(), caller, null).id();
    runs.ended(id, Patience.LIMIT).get(Patience.SECONDS, TimeUnit.SECONDS);
    return id;
  }

  private boolean found(String id) {
    return runs.find(id).isPresent();
  }

  @Test
  void a_guest_who_runs_a_thousand_pushes_out_only_its_own() throws Exception {
    String hosts = run(Trial.host());
    String others = run(guest("another", "198.51.100.9"));
    List<String> own = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      own.add(run(guest("one", "198.51.100.9")));
    }
    assertTrue(found(hosts), "the host's run is forgotten");
    assertTrue(found(others), "the other guest's run is forgotten");
    assertEquals(Remembered.ONE_PERSONS, own.stream().filter(this::found).count());
    assertTrue(found(own.get(MANY - 1)), "the newest is there");
  }

  @Test
  void the_host_who_runs_a_thousand_pushes_out_no_guests() throws Exception {
    String guests = run(guest("one", "198.51.100.9"));
    List<String> own = new ArrayList<>();
    for (int i = 0; i <= Remembered.HOSTS; i++) {
      own.add(run(Trial.host()));
    }
    assertTrue(found(guests), "the guest's run is forgotten");
    assertTrue(!found(own.get(0)), "the host's oldest run takes up memory for ever");
    assertTrue(found(own.get(1)), "there is room for it");
  }

  @Test
  void who_has_no_person_shares_with_their_like_at_that_address() throws Exception {
    String minas = run(guest("mina", "198.51.100.9"));
    List<String> own = new ArrayList<>();
    for (int i = 0; i <= Remembered.ONE_PERSONS; i++) {
      own.add(run(Trial.caller(Role.GUEST, "198.51.100.9", 51_000, "192.168.0.10", 7_070)));
    }
    assertTrue(found(minas), "another's run is forgotten");
    assertTrue(!found(own.get(0)), "it takes up memory for ever");
    assertTrue(found(own.get(1)), "there is room for it");
  }

  @Test
  void what_still_runs_is_not_forgotten() throws Exception {
    Caller one = guest("one", "198.51.100.9");
    Doing waiting = new Doing("waiting", 1, run -> Thread.currentThread().join());
    String oldest = runs.start(Registered.of(waiting), Map.of(), one, null).id();
    for (int i = 0; i < 2 * Remembered.ONE_PERSONS; i++) {
      run(one);
    }
    assertTrue(found(oldest), "nobody could stop it any more");
  }

  @Test
  void persons_that_one_device_makes_up_push_out_nobody_elses_runs() throws Exception {
    // below and above in whatever order they are looked at
    String others = run(guest("another", "198.51.100.8"));
    String third = run(guest("third", "198.51.100.10"));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < Remembered.ALL_GUESTS + 100; i++) {
      all.add(run(guest("person " + i, "198.51.100.9")));
    }
    assertTrue(found(others) && found(third), "another guest's run is forgotten");
    assertEquals(Remembered.ALL_GUESTS - 2, all.stream().filter(this::found).count());
  }

  @Test
  void a_guest_who_never_stops_pushes_out_nobody_who_has_more() throws Exception {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < 3 * Remembered.ONE_PERSONS; i++) {
      others.add(run(guest("person " + i % 3, "198.51.100.8")));
    }
    for (int i = 0; i < Remembered.ALL_GUESTS + 100; i++) {
      run(guest("one", "198.51.100.9"));
    }
    assertEquals(List.of(), others.stream().filter(id -> !found(id)).toList(), "forgotten");
  }

  @Test
  void a_run_that_is_forgotten_is_no_result_any_more() throws Exception {
    Caller one = guest("one", "198.51.100.9");
    run(one);
    assertTrue(runs.results().of(one.person(), "instant", Map.of()).isPresent());
    for (int i = 0; i < Remembered.ALL_GUESTS; i++) {
      run(guest("person " + i, "198.51.100.9"));
    }
    assertTrue(runs.results().of(one.person(), "instant", Map.of()).isEmpty());
  }

  @Test
  void made_up_addresses_do_not_fill_the_memory() throws Exception {
    String hosts = run(Trial.host());
    List<String> all = new ArrayList<>();
    for (int i = 0; i < Remembered.ALL_GUESTS + 100; i++) {
      all.add(run(guest("one", "2001:db8::" + Integer.toHexString(i + 1))));
    }
    assertEquals(Remembered.ALL_GUESTS, all.stream().filter(this::found).count());
    assertTrue(found(hosts), "the host's run is forgotten");
  }
}
