package portside.progress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known of what was done, never changed.
 *
 * @param tried cards and claims by {@code lesson#card}
 * @param sections sections by {@code lesson#anchor}
 * @param again whether wrong predictions come again
 * @param version grows with every change in this process
 */
public record Kept(
    Map<String, Tried> tried, Map<String, Section> sections, boolean again, long version) {
  static final Kept NOTHING = new Kept(Map.of(), Map.of(), true, 0);

  Kept with(Tried one) {
    Map<String, Tried> all = new LinkedHashMap<>(tried);
    all.put(one.lesson() + "#" + one.card(), one);
    return new Kept(all, sections, again, version + 1);
  }

  Kept with(Section one) {
    Map<String, Section> all = new LinkedHashMap<>(sections);
    all.put(one.lesson() + "#" + one.anchor(), one);
    return new Kept(tried, all, again, version + 1);
  }

  /** What is on the disk, with what came since; there it may be newer, and more of the same run. */
  Kept with(Kept later) {
    Map<String, Tried> cards = new LinkedHashMap<>(tried);
    later.tried.forEach((key, one) -> cards.merge(key, one, (a, b) -> b.at() > a.at() ? b : a));
    Map<String, Section> read = new LinkedHashMap<>(sections);
    read.putAll(later.sections);
    return new Kept(cards, read, again && later.again, version + later.version);
  }

  Kept again(boolean on) {
    return new Kept(tried, sections, on, version + 1);
  }

  /**
   * The same without a card, a lesson or everything.
   *
   * @param lesson empty for everything
   * @param card empty for the whole lesson
   */
  Kept without(String lesson, String card) {
    Map<String, Tried> cards = new LinkedHashMap<>(tried);
    Map<String, Section> read = new LinkedHashMap<>(sections);
    cards
        .values()
        .removeIf(
            each ->
                lesson.isEmpty()
                    || each.lesson().equals(lesson)
                        && (card.isEmpty() || each.card().equals(card)));
    read.values()
        .removeIf(each -> lesson.isEmpty() || card.isEmpty() && each.lesson().equals(lesson));
    return new Kept(cards, read, again, version + 1);
  }

  static Kept of(List<Tried> tried, List<Section> sections, boolean again, long version) {
    Kept kept = new Kept(Map.of(), Map.of(), again, version);
    for (Tried each : new ArrayList<>(tried)) {
      kept = kept.with(each);
    }
    for (Section each : sections) {
      kept = kept.with(each);
    }
    return kept;
  }
}
