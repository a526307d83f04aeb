package portside.experiments.probe;

import portside.access.Role;
import portside.experiments.Evidence;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.page.Json;
import portside.process.Children;

/** Run by {@link ProbeTest} as a program of its own, by a user without privileges. */
final class ProbeWithoutPrivilege {
  private ProbeWithoutPrivilege() {}

  /** Prints the outcome and the evidence of one probe of {@code 127.0.0.1} at that port. */
  public static void main(String[] args) {
    try (Children children = new Children();
        Trial trial = new Trial(new Probe(children))) {
      RunState run = trial.run("port", args[0]);
      System.out.println(
          run.outcome() + " " + Json.write(Evidence.visible(run.evidence(), Role.HOST)));
    }
  }
}
