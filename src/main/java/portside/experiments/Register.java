package portside.experiments;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.experiments.conflict.Conflict;
import portside.experiments.debugger.Debugger;
import portside.experiments.ephemeral.Ephemeral;
import portside.experiments.hostcheck.Hostcheck;
import portside.experiments.interfaces.Interfaces;
import portside.experiments.leftover.Leftover;
import portside.experiments.localhost.Localhost;
import portside.experiments.newport.Newport;
import portside.experiments.noserver.Noserver;
import portside.experiments.overhead.Overhead;
import portside.experiments.owner.Owner;
import portside.experiments.path.Path;
import portside.experiments.portmap.Portmap;
import portside.experiments.probe.Probe;
import portside.experiments.reach.Reach;
import portside.experiments.request.Request;
import portside.experiments.server.Server;
import portside.experiments.silence.Silence;
import portside.experiments.timewait.Timewait;
import portside.experiments.whichrun.Whichrun;
import portside.experiments.whoami.Whoami;
import portside.experiments.zero.Zero;
import portside.process.Children;
import portside.programs.Programs;

/** Every experiment of the site. Adding one is one folder and one line here. */
public final class Register {
  private final Map<String, Registered<?, ?>> byName = new LinkedHashMap<>();

  /**
   * @param experiments in the order in which they are listed
   */
  public Register(List<Experiment<?, ?>> experiments) {
    for (Experiment<?, ?> experiment : experiments) {
      if (byName.put(experiment.name(), Registered.of(experiment)) != null) {
        throw new IllegalArgumentException("two experiments are called " + experiment.name());
      }
    }
  }

  /**
   * The experiments of Portside.
   *
   * @param children starts the processes that they need
   * @param programs the lessons' programs
   * @param listening the address that Portside itself is bound to
   */
  public static Register standard(Children children, Programs programs, InetAddress listening) {
    return new Register(
        List.of(
            new Whoami(listening), //
            new Probe(children), //
            new Zero(children), //
            new Server(programs, listening), //
            new Reach(programs, listening), //
            new Path(listening), //
            new Localhost(children), //
            new Silence(), //
            new Hostcheck(), //
            new Interfaces(), //
            new Portmap(), //
            new Conflict(), //
            new Owner(), //
            new Leftover(children, programs.pythons()), //
            new Newport(), //
            new Ephemeral(), //
            new Timewait(), //
            new Debugger(programs), //
            new Overhead(programs), //
            new Request(programs), //
            new Noserver(programs), //
            new Whichrun(programs)));
  }

  /** The same with another experiment in the place of the one that has its name. */
  public Register with(Experiment<?, ?> other) {
    List<Experiment<?, ?>> experiments = new ArrayList<>();
    for (Registered<?, ?> each : byName.values()) {
      boolean replaced = each.name().equals(other.name());
      experiments.add(replaced ? other : each.experiment());
    }
    return new Register(experiments);
  }

  /** The experiment of that name. */
  public Optional<Registered<?, ?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All experiments, in their order. */
  public Collection<Registered<?, ?>> all() {
    return byName.values();
  }

  /** Their names, in their order. */
  public Collection<String> names() {
    return byName.keySet();
  }
}
