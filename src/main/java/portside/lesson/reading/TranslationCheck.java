package portside.lesson.reading;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import portside.cards.Card;
import portside.cards.Claim;
import portside.cards.Question;
import portside.cards.Repair;
import portside.cards.Table;
import portside.lesson.Lesson;

/**
 * Compares a translation with the original: the same cards, claims and sentences to repair in the
 * same order, with the same parameters and outcomes. Only then a class that reads in two languages
 * predicts the same.
 */
final class TranslationCheck {
  private final LessonReader.Read original;
  private final LessonReader.Read translation;
  private final Problems problems;

  /**
   * @param problems of the translation's file
   */
  TranslationCheck(LessonReader.Read original, LessonReader.Read translation, Problems problems) {
    this.original = original;
    this.translation = translation;
    this.problems = problems;
  }

  /** Reports every difference. */
  void check() {
    Lesson here = translation.lesson();
    if (here.planned() != original.lesson().planned()) {
      problems.addLine(
          1, "the status is not that of " + original.file(), "write status: planned in both");
    }
    List<String> expected = original.order().stream().filter(id -> !id.isEmpty()).toList();
    List<String> given = translation.order().stream().filter(id -> !id.isEmpty()).toList();
    for (String id : expected) {
      if (!given.contains(id)) {
        problems.addLine(
            1, "the id " + id + " of " + original.file() + " is missing", "translate it too");
      }
    }
    for (String id : given) {
      if (!expected.contains(id)) {
        problems.addLine(
            line(id),
            "the id " + id + " is not in " + original.file(),
            Problems.meant(id, expected));
      }
    }
    if (new HashSet<>(given).size() < given.size()
        || new HashSet<>(expected).size() < expected.size()) {
      return; // an id that stands there twice is reported, and compares with nothing
    }
    order(
        expected.stream().filter(given::contains).toList(),
        given.stream().filter(expected::contains).toList());
    here.cards().forEach(this::card);
    here.claims().forEach(this::claim);
    here.repairs().forEach(this::repair);
    here.tables().forEach(this::table);
  }

  private void order(List<String> expected, List<String> given) {
    for (int i = 0; i < Math.min(expected.size(), given.size()); i++) {
      if (!expected.get(i).equals(given.get(i))) {
        problems.addLine(
            line(given.get(i)),
            given.get(i) + " comes here, where " + original.file() + " has " + expected.get(i),
            "keep the order");
        return;
      }
    }
  }

  private void card(Card card) {
    Optional<Card> other = original.lesson().card(card.id());
    if (other.isEmpty() || card.id().isEmpty()) {
      return;
    }
    same(card.id(), "runs", card.experiment().name(), other.get().experiment().name());
    same(card.id(), "sets", sorted(card.values()), sorted(other.get().values()));
    same(card.id(), "offers", options(card), options(other.get()));
    same(card.id(), "explains", because(card), because(other.get()));
  }

  private void claim(Claim claim) {
    Optional<Claim> other = original.lesson().claim(claim.id());
    if (other.isEmpty() || claim.id().isEmpty()) {
      return;
    }
    same(claim.id(), "runs", claim.experiment().name(), other.get().experiment().name());
    same(claim.id(), "sets", sorted(claim.values()), sorted(other.get().values()));
    same(
        claim.id(),
        "expects",
        String.join("|", claim.expected()),
        String.join("|", other.get().expected()));
  }

  private void repair(Repair repair) {
    Optional<Repair> other = original.lesson().repair(repair.id());
    if (other.isEmpty() || repair.id().isEmpty()) {
      return;
    }
    same(repair.id(), "runs", repair.experiment().name(), other.get().experiment().name());
    same(repair.id(), "lets choose", wordings(repair), wordings(other.get()));
  }

  private void table(Table table) {
    Optional<Table> other = original.lesson().table(table.id());
    if (other.isEmpty() || table.id().isEmpty()) {
      return;
    }
    same(table.id(), "runs", table.experiment().name(), other.get().experiment().name());
    same(table.id(), "compares", cells(table), cells(other.get()));
    same(table.id(), "offers", offered(table), offered(other.get()));
  }

  private static String cells(Table table) {
    return table.cells().stream()
        .flatMap(List::stream)
        .map(cell -> sorted(cell.values()))
        .collect(Collectors.joining("; "));
  }

  private static String offered(Table table) {
    return table.options().stream().map(Table.Option::outcome).collect(Collectors.joining(", "));
  }

  private static String wordings(Repair repair) {
    return repair.wordings().stream()
        .map(Repair.Wording::claim)
        .map(claim -> String.join("|", claim.expected()) + " for " + sorted(claim.values()))
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private void same(String id, String verb, String given, String expected) {
    if (!given.equals(expected)) {
      problems.addLine(
          line(id),
          id
              + " "
              + verb
              + " "
              + shown(given)
              + ", and in "
              + original.file()
              + " "
              + shown(expected),
          "make them the same");
    }
  }

  private static String shown(String text) {
    return text.isEmpty() ? "nothing" : text;
  }

  private static String sorted(Map<String, String> values) {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  private static String options(Card card) {
    Question question = card.question();
    return question == null
        ? ""
        : String.join("|", question.options().stream().map(Question.Option::outcome).toList());
  }

  private static String because(Card card) {
    Question question = card.question();
    return question == null
        ? ""
        : question.because().stream()
            .map(each -> String.join("|", each.outcomes()))
            .collect(Collectors.joining(" "));
  }

  private int line(String id) {
    return translation.ids().line(id);
  }
}
