package portside.page;

/**
 * Every address of the site that a page or an answer names. {@code Routes} has the same as
 * patterns; whoever changes one changes the other. No template writes one itself, and a test opens
 * every link.
 */
public final class Urls {
  private Urls() {}

  /** The course in a language. */
  public static String course(String lang) {
    return "/" + lang + "/";
  }

  /** A lesson. */
  public static String lesson(String lang, String lesson) {
    return course(lang) + lesson;
  }

  /** A lesson to project. */
  public static String present(String lang, String lesson) {
    return lesson(lang, lesson) + "/present";
  }

  /** The page of the words; {@code #id} leads to one. */
  public static String glossary(String lang) {
    return course(lang) + "glossary";
  }

  /** The search. */
  public static String search(String lang) {
    return course(lang) + "search";
  }

  /** What error messages mean. */
  public static String clinic(String lang) {
    return course(lang) + "clinic";
  }

  /** What was found out. */
  public static String found(String lang) {
    return course(lang) + "found";
  }

  /** What was found out in one lesson. */
  public static String found(String lang, String lesson) {
    return lesson(lang, lesson) + "/found";
  }

  /** A program of a lesson, for the host to change. */
  public static String program(String lang, String lesson, String file) {
    return lesson(lang, lesson) + "/programs/" + file;
  }

  /** A picture or a program of a lesson. */
  public static String file(String lesson, String file) {
    return "/content/" + lesson + "/" + file;
  }

  /** The zip with a lesson's programs. */
  public static String zip(String lesson) {
    return "/content/" + lesson + ".zip";
  }

  /** An experiment: its own page, and where its runs are started. */
  public static String experiment(String name) {
    return "/experiments/" + name;
  }

  /** An experiment's page with one of its runs. */
  public static String experiment(String name, String run) {
    return experiment(name) + "?run=" + run;
  }

  /** A comparison, to be filled in and run. */
  public static String table(String id) {
    return "/tables/" + id;
  }

  /** The state of a run. */
  public static String run(String id) {
    return "/runs/" + id;
  }

  /** An action or a large result of a run. */
  public static String run(String id, String name) {
    return run(id) + "/" + name;
  }

  /** What is running, for the head of a page. */
  public static String running(String lang) {
    return "/running?_lang=" + lang;
  }

  /** What the owner of the computer does with what was kept of the course. */
  public static String progress(String name) {
    return "/progress/" + name;
  }

  /** What was kept of the course, as a file to take along and to bring back. */
  public static String progressFile() {
    return "/progress.json";
  }

  /**
   * What makes the browser that opens it the host.
   *
   * @param key the key, or what opens in its place
   */
  public static String login(String key) {
    return "/?key=" + key;
  }

  /** The host's room: where a class is opened, led and ended. */
  public static String room() {
    return "/room";
  }

  /** Something that the host does to the class, or a part of it that a page asks for. */
  public static String room(String name) {
    return room() + "/" + name;
  }

  /** Where a guest enters the class, and takes part without a script. */
  public static String join() {
    return "/join";
  }

  /** Something that a guest does in the class. */
  public static String join(String name) {
    return join() + "/" + name;
  }

  /** Where the fixed files are that have this hash. */
  public static String assets(String hash) {
    return "/assets/" + hash + "/";
  }
}
