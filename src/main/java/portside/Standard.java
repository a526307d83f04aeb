package portside;

import java.net.InetAddress;
import java.util.List;
import portside.experiments.Register;
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

/**
 * The list of Portside's experiments, apart from their contract: adding one is one folder and one
 * line here.
 */
public final class Standard {
  private Standard() {}

  /**
   * The experiments of Portside.
   *
   * @param children starts the processes that they need
   * @param programs the lessons' programs
   * @param listening the address that Portside itself is bound to
   */
  public static Register experiments(Children children, Programs programs, InetAddress listening) {
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
}
