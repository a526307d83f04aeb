package portside.progress;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import portside.cards.Card;
import portside.cards.Claim;
import portside.cards.Question;
import portside.lesson.Course;
import portside.lesson.Lesson;
import portside.page.Html;

/** What was found out, as its page shows it. */
final class Found {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final long DAY_MILLIS = 86_400_000L;

  /** How the anchor of a claim begins that says what one often hears, which is wrong anywhere. */
  private static final String HEARD = "hearsay-";

  private final Course course;
  private final String lang;
  private final Kept kept;
  private final @Nullable String only;

  /**
   * @param course the lessons
   * @param lang the language
   * @param kept what is known
   * @param only the one lesson that is asked for, or null for all of them
   */
  Found(Course course, String lang, Kept kept, @Nullable String only) {
    this.course = course;
    this.lang = lang;
    this.kept = kept;
    this.only = only;
  }

  private List<Tried> tried() {
    return kept.tried().values().stream()
        .filter(each -> only == null || each.lesson().equals(only))
        .toList();
  }

  /** The predictions, the surprises first. */
  List<FoundPages.Prediction> predictions() {
    List<FoundPages.Prediction> all = new ArrayList<>();
    for (Tried tried : tried()) {
      predicted(tried).ifPresent(all::add);
    }
    all.sort(
        Comparator.comparing((FoundPages.Prediction each) -> !each.surprise())
            .thenComparing(each -> each.lesson().number()));
    return all;
  }

  private Optional<FoundPages.Prediction> predicted(Tried tried) {
    Optional<Lesson> lesson = course.find(lang, tried.lesson());
    Optional<Card> card = lesson.flatMap(page -> page.card(tried.card()));
    Question question = card.map(Card::question).orElse(null);
    if (question == null || tried.predicted() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new FoundPages.Prediction(
            lesson.get(),
            tried.card(),
            question.html(),
            option(question, tried.predicted()),
            option(question, tried.outcome()),
            tried.surprise(),
            first(why(question, tried.outcome())),
            DAY.format(Instant.ofEpochMilli(tried.at()).atZone(ZoneId.systemDefault())),
            tried.days()));
  }

  private static String option(Question question, String outcome) {
    return question.options().stream()
        .filter(each -> each.outcome().equals(outcome))
        .map(Question.Option::html)
        .findFirst()
        .orElse("<code>" + Html.escape(outcome) + "</code>");
  }

  /** What explains this outcome, or else what explains any. */
  private static String why(Question question, String outcome) {
    return question.because(outcome).map(Question.Because::html).orElseGet(question::explanation);
  }

  /** The paragraph that explains it first. */
  private static String first(String html) {
    int end = html.indexOf("</p>");
    return end < 0 ? html : html.substring(0, end + "</p>".length());
  }

  /** Sentences that do not hold on this computer: those that are often heard, or the others. */
  List<FoundPages.Differing> differing(boolean heard) {
    List<FoundPages.Differing> all = new ArrayList<>();
    for (Tried tried : tried()) {
      if (tried.card().startsWith(HEARD) != heard) {
        continue;
      }
      Optional<Lesson> lesson = course.find(lang, tried.lesson());
      Optional<Claim> claim = lesson.flatMap(page -> page.claim(tried.card()));
      if (claim.isPresent() && !claim.get().expected().contains(tried.outcome())) {
        all.add(
            new FoundPages.Differing(
                lesson.get(), tried.card(), claim.get().html(), claim.get().explanation()));
      }
    }
    return all;
  }

  /** What comes again by now, mixed anew each day. */
  List<FoundPages.Prediction> due(long now) {
    List<FoundPages.Prediction> all = new ArrayList<>();
    if (!kept.again()) {
      return all;
    }
    for (Tried tried : tried()) {
      @Nullable Long due = tried.due();
      if (due != null && due <= now) {
        predicted(tried).ifPresent(all::add);
      }
    }
    Collections.shuffle(all, new Random(now / DAY_MILLIS));
    return all;
  }
}
