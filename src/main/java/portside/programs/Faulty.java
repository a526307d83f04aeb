package portside.programs;

import java.io.IOException;
import java.util.List;

/** A program that its reader has changed does not compile. */
public final class Faulty extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  Faulty(List<Fault> faults) {
    super("does not compile: " + faults.get(0));
    this.faults = faults;
  }

  /** Why; at least one. */
  public List<Fault> faults() {
    return faults;
  }
}
