package portside.lesson.markdown;

import java.util.Arrays;

/** Finds the line of a position in a text in logarithmic time. */
public final class Lines {
  private final int[] starts;

  /**
   * @param text lines end with LF, CR or CR LF
   */
  public Lines(CharSequence text) {
    int[] found = new int[16];
    int count = 1;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean crlf = c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
      if (c == '\n' || c == '\r' && !crlf) {
        found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
        found[count++] = at + 1;
      }
    }
    starts = Arrays.copyOf(found, count);
  }

  /** The line of that offset, counted from 1. */
  public int at(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** How many lines there are; an empty text has one. */
  public int count() {
    return starts.length;
  }
}
