package portside.experiments.localhost;

import portside.experiments.Parameter;

/**
 * Who is asked; each may understand the name in its own way.
 *
 * @param from who calls the name
 */
public record LocalhostParameters(@Parameter("jvm") From from) {

  /** Who calls the name. */
  public enum From {
    /** This very Java program. */
    JVM,
    CURL,
    BROWSER
  }
}
