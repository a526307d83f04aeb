package portside.page;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** "Did you mean …?" */
public final class Similar {
  private Similar() {}

  /**
   * Finds the word that was probably meant.
   *
   * @return the nearest of the known words by Levenshtein's distance, or empty when more than a
   *     third of its letters (at least two) would have to change
   */
  public static Optional<String> to(String given, Collection<String> known) {
    if (given.length() > 100) {
      return Optional.empty();
    }
    return known.stream()
        .filter(word -> distance(given, word) <= Math.max(2, word.length() / 3))
        .filter(word -> distance(given, word) < word.length())
        .min(Comparator.comparingInt(word -> distance(given, word)));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
