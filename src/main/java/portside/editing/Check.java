package portside.editing;

/** What a task asks of the program, which is found out by running it. */
sealed interface Check {

  /**
   * It runs to its end by itself, ends well, and prints that.
   *
   * @param text a part of a line
   */
  record Prints(String text) implements Check {}

  /**
   * As a server it answers a GET.
   *
   * @param text a part of the answer; may be empty
   */
  record Answers(String path, int status, String text) implements Check {}

  /**
   * Started by itself, it listens where other devices come in, or where nobody but this computer
   * does.
   */
  record Listens(boolean toNetwork) implements Check {}

  /** As a server it answers with the address of who asks. */
  record TellsCaller() implements Check {}
}
