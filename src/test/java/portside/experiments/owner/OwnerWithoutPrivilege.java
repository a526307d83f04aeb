package portside.experiments.owner;

import portside.access.Sight;
import portside.experiments.Evidence;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.page.Json;

/** Run by {@link OwnerTest} as a program of its own, by the user nobody. */
final class OwnerWithoutPrivilege {
  private OwnerWithoutPrivilege() {}

  /** Prints the outcome and the evidence of one port. */
  public static void main(String[] args) {
    try (Trial trial = new Trial(new Owner())) {
      RunState run = trial.run("port", args[0]);
      System.out.println(
          run.outcome() + " " + Json.write(Evidence.visible(run.evidence(), Sight.HOST)));
    }
  }
}
