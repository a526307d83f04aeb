package portside.programs;

/** What a lesson's server runs in. The two programs do the same. */
public enum ServerRuntime {
  /** The Java twin, in the Java that Portside runs in. */
  JAVA(Language.JAVA),
  /** The Python program, by {@code flask run}. */
  FLASK(Language.PYTHON);

  private final Language language;

  ServerRuntime(Language language) {
    this.language = language;
  }

  /**
   * The server of that name, in the first lesson that has it.
   *
   * @param name such as {@link Programs#APP}
   */
  public Program program(String name) {
    return Program.of(name, language);
  }
}
