package portside.programs;

/** What a lesson's server runs in. The two programs do the same. */
public enum ServerRuntime {
  /** The Java twin, in the Java that Portside runs in. */
  JAVA,
  /** The Python program, by {@code flask run}. */
  FLASK
}
