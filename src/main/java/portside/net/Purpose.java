package portside.net;

/**
 * What an interface is probably for. No system says it outright, so it is guessed from names: see
 * {@link PurposeGuess} for the guesses and their sources.
 */
public enum Purpose {
  LOOPBACK,
  WIFI,
  ETHERNET,
  VPN,
  /** The network of containers, such as Docker's bridge. */
  CONTAINER,
  /** The link between Windows and its Linux (WSL 2), seen from either side. */
  WSL,
  /** The network of virtual machines, such as VirtualBox's host-only adapter. */
  VIRTUAL_MACHINE,
  OTHER
}
