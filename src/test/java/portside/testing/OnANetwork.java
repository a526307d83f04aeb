package portside.testing;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import portside.net.ThisComputer;

/**
 * This computer as a network knows it. What asks for it is left out where there is no network;
 * namespaces with a network of their own make {@link Devices}.
 */
public final class OnANetwork {
  private OnANetwork() {}

  /** Its addresses there, one at least, the likeliest first. */
  public static List<InetAddress> addresses() {
    List<InetAddress> own = ThisComputer.now().lanAddresses();
    assumeFalse(own.isEmpty(), "this computer is on no network");
    return own;
  }

  /** Those of IPv4, one at least. */
  public static List<InetAddress> ipv4() {
    List<InetAddress> own = addresses().stream().filter(Inet4Address.class::isInstance).toList();
    assumeFalse(own.isEmpty(), "this computer has no IPv4 on its network");
    return own;
  }
}
