package portside.experiments.whoami;

import portside.net.AddressKind;

/**
 * A URL under which this site can be reached.
 *
 * @param url the URL
 * @param kind what its address is
 * @param reachableFrom who can use it
 */
public record Door(String url, AddressKind kind, ReachableFrom reachableFrom) {

  /** Who can use a door. */
  public enum ReachableFrom {
    /** Only programs on this computer. */
    THIS_COMPUTER,
    /** Other devices too, as far as firewalls on the way let them. */
    NETWORK
  }

  /** Whether another device, such as a phone, can use it. */
  public boolean isOpenToNetwork() {
    return reachableFrom == ReachableFrom.NETWORK;
  }
}
