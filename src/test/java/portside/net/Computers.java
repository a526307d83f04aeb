package portside.net;

import java.util.List;

/** Stands in for computers with other systems, as far as their addresses go. */
public final class Computers {
  private Computers() {}

  /**
   * A computer that is up, with one loopback interface.
   *
   * @param addresses those of loopback
   */
  public static ThisComputer with(HostSystem system, String... addresses) {
    return new ThisComputer(
        List.of(ThisComputerTest.raw("lo0", true, addresses)), List.of("localhost"), system);
  }
}
