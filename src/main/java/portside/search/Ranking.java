package portside.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Ranks what can be found for what somebody types: by whole words and their beginnings, in Korean
 * by parts of a word, with particles attached and by initial consonants, and with one slip of a key
 * where nothing else fits. {@code static/search/ranking.js} does the same, line by line.
 */
public final class Ranking {
  private static final Pattern WORD =
      Pattern.compile("::[0-9a-f]*|[a-z0-9_]+(?:[.:-][a-z0-9_]+)*|[가-힣]+|[ㄱ-ㅎ]+");
  private static final String INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  private static final Pattern PARTICLES =
      Pattern.compile("(?:으로|에서|에게|까지|부터|하고|라는|이란|[을를이가은는에로와과의도만란])$");
  private static final int TITLE = 6;
  private static final int ALSO = 5;
  private static final int TEXT = 1;
  private static final int MOST = 12;
  private static final int MOST_TERMS = 12;
  private static final int LONGEST_SENTENCE = 160;

  private final List<Entry> entries;
  private final Map<String, Map<Integer, Integer>> places = new LinkedHashMap<>();

  /**
   * An answer.
   *
   * @param sentence the one of its sentences that has most of what was typed
   */
  public record Result(Entry entry, String sentence) {}

  public Ranking(List<Entry> entries) {
    this.entries = entries;
    for (int at = 0; at < entries.size(); at++) {
      Entry entry = entries.get(at);
      take(entry.title(), at * 8 + TITLE);
      take(String.join("\n", entry.also()), at * 8 + ALSO);
      take(entry.text(), at * 8 + TEXT);
    }
  }

  private void take(String field, int key) {
    words(field)
        .forEach(
            word -> places.computeIfAbsent(word, w -> new HashMap<>()).merge(key, 1, Integer::sum));
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static List<String> words(String text) {
    return WORD.matcher(fold(text)).results().map(found -> found.group()).toList();
  }

  private static boolean isKorean(String word) {
    return word.charAt(0) >= '가' && word.charAt(0) <= '힣';
  }

  private static boolean isInitials(String word) {
    return word.charAt(0) >= 'ㄱ' && word.charAt(0) < 'ㅏ';
  }

  private static String initials(String word) {
    StringBuilder found = new StringBuilder();
    word.chars().forEach(c -> found.append(INITIALS.charAt((c - 0xac00) / 588)));
    return found.toString();
  }

  private static String letters(String word) {
    return isKorean(word) ? Normalizer.normalize(word, Normalizer.Form.NFD) : word;
  }

  private static boolean slipped(String term, String word) {
    if (term.length() > word.length() + 1) {
      return false; // more than one letter too long, whatever they are
    }
    String a = letters(term);
    String b = letters(word);
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    if (i == a.length()) {
      return true;
    }
    boolean korean = isKorean(term);
    String rest = a.substring(i + 1);
    return ends(rest, from(b, i + 1), korean)
        || ends(rest, from(b, i), korean)
        || ends(a.substring(i), from(b, i + 1), korean)
        || i + 1 < a.length()
            && i + 1 < b.length()
            && a.charAt(i) == b.charAt(i + 1)
            && a.charAt(i + 1) == b.charAt(i)
            && ends(a.substring(i + 2), from(b, i + 2), korean);
  }

  private static boolean ends(String rest, String of, boolean korean) {
    return korean ? of.startsWith(rest) : of.equals(rest);
  }

  private static String from(String text, int at) {
    return at >= text.length() ? "" : text.substring(at);
  }

  private static double likeness(String term, String word) {
    if (word.equals(term)) {
      return 1;
    }
    if (isInitials(term)) {
      return term.length() > 1 && isKorean(word) && initials(word).startsWith(term) ? 0.7 : 0;
    }
    if (isKorean(term)) {
      if (!isKorean(word) || term.length() < 2) {
        return term.length() == 1 && word.length() == 2 && word.startsWith(term) ? 0.3 : 0;
      }
      if (word.startsWith(term)) {
        return word.length() - term.length() < 3 ? 0.9 : 0.7;
      }
      String stem = PARTICLES.matcher(term).replaceFirst("");
      if (stem.length() > 1 && !stem.equals(term) && word.startsWith(stem)) {
        return 0.8;
      }
      return word.contains(term) ? 0.5 : 0;
    }
    if (term.length() > 1 && word.startsWith(term)) {
      return 0.7;
    }
    return term.length() > 3 && word.contains(term) ? 0.4 : 0;
  }

  private Map<Integer, Double> hits(ToDoubleFunction<String> like) {
    Map<Integer, Double> best = new HashMap<>();
    places.forEach(
        (word, here) -> {
          double how = like.applyAsDouble(word);
          if (how > 0) {
            here.forEach(
                (key, count) ->
                    best.merge(key, how * (1 + Math.log(count) / Math.log(2) / 4), Math::max));
          }
        });
    Map<Integer, Double> scores = new HashMap<>();
    best.forEach((key, score) -> scores.merge(key >> 3, score * (key & 7), Double::sum));
    return scores;
  }

  /** The best answers, the first one first. */
  public List<Result> rank(String query) {
    List<String> terms = words(query).stream().distinct().limit(MOST_TERMS).toList();
    Map<Integer, Double> total = new HashMap<>();
    Map<Integer, Integer> found = new HashMap<>();
    for (String term : terms) {
      Map<Integer, Double> scores = hits(word -> likeness(term, word));
      if (scores.isEmpty() && letters(term).length() > 3) {
        scores = hits(word -> slipped(term, word) ? 0.5 : 0);
      }
      double rarity = Math.log(1 + (double) entries.size() / Math.max(1, scores.size()));
      scores.forEach(
          (at, score) -> {
            total.merge(at, score * rarity, Double::sum);
            found.merge(at, 1, Integer::sum);
          });
    }
    String typed = fold(query).strip();
    total.replaceAll(
        (at, score) ->
            score * Math.pow((double) found.get(at) / terms.size(), 2)
                + whole(entries.get(at), typed));
    return total.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST)
        .map(each -> entries.get(each.getKey()))
        .map(entry -> new Result(entry, sentence(entry, terms)))
        .toList();
  }

  /** What it counts that all that was typed stands there together. */
  private static double whole(Entry entry, String typed) {
    double more = 0;
    List<String> also = entry.also().stream().map(Ranking::fold).toList();
    if (also.contains(typed)) {
      more += 60;
    } else if (also.stream()
        .anyMatch(each -> each.contains(typed) || each.length() > 5 && typed.contains(each))) {
      more += 25;
    }
    String title = fold(entry.title());
    if (title.equals(typed)) {
      more += 40;
    } else if (typed.length() > 2 && title.contains(typed)) {
      more += 10;
    }
    return typed.length() > 5 && fold(entry.text()).contains(typed) ? more + 8 : more;
  }

  private static String sentence(Entry entry, List<String> terms) {
    List<String> all = new ArrayList<>();
    for (String each : entry.text().split("(?<=[.?!다요][.?!”]?)\\s+|\\n")) {
      if (!each.isBlank()) {
        all.add(each);
      }
    }
    String best =
        all.stream()
            .max(Comparator.comparingDouble(each -> has(each, terms)))
            .filter(each -> has(each, terms) > 0)
            .orElse(all.isEmpty() ? "" : all.get(0));
    return best.length() > LONGEST_SENTENCE ? best.substring(0, LONGEST_SENTENCE - 3) + "…" : best;
  }

  private static double has(String sentence, List<String> terms) {
    List<String> words = words(sentence);
    return terms.stream()
        .mapToDouble(
            term -> words.stream().mapToDouble(word -> likeness(term, word)).max().orElse(0))
        .sum();
  }
}
