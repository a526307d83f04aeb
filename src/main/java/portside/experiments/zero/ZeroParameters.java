package portside.experiments.zero;

import portside.experiments.Parameter;

/**
 * How 0.0.0.0 is opened.
 *
 * @param redirect whether the server really redirects to 127.0.0.1, for comparison
 * @param from who opens it
 */
public record ZeroParameters(@Parameter("off") boolean redirect, @Parameter("curl") From from) {

  /** Who opens the address. */
  public enum From {
    CURL,
    BROWSER
  }
}
