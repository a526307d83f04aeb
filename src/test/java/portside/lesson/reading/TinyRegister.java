package portside.lesson.reading;

import java.net.InetAddress;
import java.util.List;
import portside.experiments.Experiment;
import portside.experiments.Parameter;
import portside.experiments.Register;
import portside.experiments.Run;

/** Three experiments with the names, parameters and outcomes of the real ones; nothing runs. */
public final class TinyRegister {
  private TinyRegister() {}

  public enum Protocol {
    TCP,
    UDP
  }

  public enum From {
    CURL,
    BROWSER
  }

  public record None() {}

  public record Probe(
      @Parameter("127.0.0.1") InetAddress address,
      @Parameter("8080") int port,
      @Parameter("tcp") Protocol protocol) {}

  public record Zero(@Parameter("off") boolean redirect, @Parameter("curl") From from) {}

  private record Named<P extends Record>(String name, Class<P> parameters, List<String> outcomes)
      implements Experiment<P, None> {
    @Override
    public Class<None> evidence() {
      return None.class;
    }

    @Override
    public void run(P given, Run<None> run) {
      run.settle(outcomes.get(0), new None());
    }
  }

  static Register register() {
    return new Register(
        List.of(
            new Named<>(
                "whoami",
                None.class,
                List.of("loopback", "this-computer", "local-network", "public")),
            new Named<>(
                "probe",
                Probe.class,
                List.of("free", "in-use", "needs-privilege", "not-this-computer", "reserved")),
            new Named<>(
                "zero", Zero.class, List.of("no-redirect", "redirected", "refused", "blocked"))));
  }
}
