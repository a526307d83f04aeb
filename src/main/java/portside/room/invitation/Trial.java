package portside.room.invitation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import portside.instruments.HostFirewall;
import portside.net.Knock;
import portside.net.ThisComputer;
import portside.process.Children;

/**
 * What can be told from this computer of whether a device can come in. That another device really
 * does is beyond it: see {@link Visitors}.
 *
 * @param listening where Portside listens
 * @param answers what came of calling Portside at each of its addresses, from here
 * @param firewall what this computer tells of its firewall
 */
public record Trial(InetAddress listening, List<Answer> answers, HostFirewall firewall) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String PATH = "/health";

  /**
   * What came of calling one address.
   *
   * @param way the address
   * @param knock what came
   */
  public record Answer(Way way, Knock knock) {
    /** Whether Portside answered. */
    public boolean answered() {
      return knock.answer() == Knock.Answer.ANSWERED;
    }
  }

  /**
   * Calls each address once, and asks for the firewall; at most five seconds for each. A busy
   * computer may need more than one to answer itself.
   *
   * @param listening where Portside listens
   * @param port its port
   * @param children starts what tells of the firewall
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public static Trial now(InetAddress listening, int port, Children children)
      throws InterruptedException {
    List<Answer> answers =
        Way.into(listening, ThisComputer.now()).stream()
            .map(way -> new Answer(way, Knock.at(way.address(), port, PATH, PATIENCE)))
            .toList();
    return new Trial(listening, answers, HostFirewall.read(children));
  }

  /** Whether Portside is open to the network at all. */
  public boolean open() {
    return !listening.isLoopbackAddress();
  }
}
