package portside.experiments.zero;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.access.Role;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.instruments.Curl;
import portside.net.DemoServer;
import portside.net.IpAddresses;
import portside.net.ThisComputer;
import portside.process.Children;

/** Opens http://0.0.0.0 and looks who redirects, if anybody does. */
public final class Zero implements Experiment<ZeroParameters, ZeroEvidence> {
  private static final InetAddress EVERY_DOOR = IpAddresses.parse("0.0.0.0").orElseThrow();

  private final Children children;

  /**
   * @param children starts curl
   */
  public Zero(Children children) {
    this.children = children;
  }

  @Override
  public String name() {
    return "zero";
  }

  @Override
  public Class<ZeroParameters> parameters() {
    return ZeroParameters.class;
  }

  @Override
  public Class<ZeroEvidence> evidence() {
    return ZeroEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("no-redirect", "redirected", "refused", "blocked");
  }

  @Override
  public Map<String, Role> actions() {
    return Map.of("seen", Role.HOST);
  }

  @Override
  public Optional<Missing> missing(ZeroParameters parameters, ThisComputer here) {
    return parameters.from() == ZeroParameters.From.CURL ? Curl.missing() : Optional.empty();
  }

  @Override
  public void run(ZeroParameters parameters, Run<ZeroEvidence> run) throws Exception {
    boolean byCurl = parameters.from() == ZeroParameters.From.CURL;
    GreetingSite site = new GreetingSite(parameters.redirect(), byCurl ? null : run.id());
    // Every IPv4 door is open while it lives, so that only this computer gets an answer.
    DemoServer server =
        run.own(
            DemoServer.open(
                EVERY_DOOR, 0, caller -> ThisComputer.now().owns(caller), site::answer));
    if (byCurl) {
      new ByCurl(children, server, parameters.redirect()).run(run);
    } else {
      new ByBrowser(children, server, site).run(run);
    }
  }
}
