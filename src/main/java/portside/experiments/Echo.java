package portside.experiments;

/** Text of others, shown in part where it is too long. */
public final class Echo {
  private Echo() {}

  /**
   * A text, or its beginning.
   *
   * @param longest in UTF-16 code units; what is shown never ends inside a character
   */
  public static String of(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
