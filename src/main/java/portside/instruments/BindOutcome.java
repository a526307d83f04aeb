package portside.instruments;

import java.io.IOException;
import java.util.Optional;
import portside.experiments.Run;
import portside.net.Binding;
import portside.net.HostSystem;
import portside.net.ReservedPorts;
import portside.process.Children;

/** What the system's refusal of an address and port means, as an outcome. */
public final class BindOutcome {
  private BindOutcome() {}

  /**
   * The outcome of an attempt that failed.
   *
   * @param reserved what the system keeps back, see {@link #reserved}
   * @throws IOException with the system's words, when it is none of the answers that we know: a
   *     wrong outcome would be worse than none
   */
  public static String of(Binding.Attempt attempt, ReservedPorts reserved) throws IOException {
    return switch (attempt.failure().orElseThrow()) {
      case IN_USE -> reserved.contains(attempt.port()) ? "reserved" : "in-use";
      case RESERVED -> "reserved";
      case NEEDS_PRIVILEGE -> "needs-privilege";
      case NOT_THIS_COMPUTER -> "not-this-computer";
      case OTHER -> throw new IOException(attempt.error().orElse("?"));
    };
  }

  /**
   * What the system keeps back, looked up only where it matters: Windows says "in use" for that as
   * well, and only its list tells them apart.
   *
   * @throws IOException when the command that lists it does not start
   * @throws InterruptedException when the run is stopped
   */
  public static ReservedPorts reserved(Binding.Attempt attempt, Children children, Run<?> run)
      throws IOException, InterruptedException {
    return HostSystem.here() == HostSystem.WINDOWS
            && attempt.failure().equals(Optional.of(Binding.Failure.IN_USE))
        ? new WindowsReservations(children).read(attempt.address(), attempt.protocol(), run)
        : ReservedPorts.none();
  }
}
