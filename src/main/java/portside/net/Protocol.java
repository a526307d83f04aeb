package portside.net;

import java.util.Locale;

/** The two transport protocols that have ports. Each numbers its own: TCP 53 is not UDP 53. */
public enum Protocol {
  TCP,
  UDP;

  /** Returns {@code tcp} or {@code udp}, the word of parameters and tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
