package portside.lesson;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portside.cards.Card;
import portside.cards.Claim;
import portside.cards.Place;
import portside.cards.Repair;
import portside.cards.Table;
import portside.page.Assets;
import portside.page.Urls;

/**
 * A page of the course in one language: a lesson, or a guide, which is no step of the course and is
 * looked up when it is needed.
 *
 * @param number its place in the course, from 1; a guide's says nothing
 * @param name its folder, and the word in its URL
 * @param lang its language
 * @param title its title as inline HTML
 * @param titleText its title without mark-up
 * @param lede one sentence below the title, as inline HTML; may be empty
 * @param minutes how long it takes; 0 where it is planned only, and for a guide
 * @param goals what a reader can do afterwards, as inline HTML
 * @param planned whether it is still to be written
 * @param guide whether it is a guide
 * @param experiments how many cards it has
 * @param body its text, which may be read only when it is first asked for
 * @param folder where its programs and pictures are
 */
public record Lesson(
    int number,
    String name,
    String lang,
    String title,
    String titleText,
    String lede,
    int minutes,
    List<String> goals,
    boolean planned,
    boolean guide,
    int experiments,
    Supplier<Body> body,
    Path folder)
    implements Place {

  /**
   * What stands on the page.
   *
   * @param beats text and cards
   * @param headings the table of contents
   */
  public record Body(List<Beat> beats, List<Heading> headings) {}

  /** The same lesson with another text. */
  public Lesson with(Supplier<Body> other) {
    return new Lesson(
        number,
        name,
        lang,
        title,
        titleText,
        lede,
        minutes,
        goals,
        planned,
        guide,
        experiments,
        other,
        folder);
  }

  /** Text and cards. */
  public List<Beat> beats() {
    return body.get().beats();
  }

  /** The table of contents. */
  public List<Heading> headings() {
    return body.get().headings();
  }

  @Override
  public String path() {
    return Urls.lesson(lang, name);
  }

  @Override
  public List<Card> cards() {
    return beats().stream().map(Beat::card).filter(Objects::nonNull).toList();
  }

  /** The names of the experiments that its cards are of, and of comparisons: whose style it has. */
  public Set<String> widgets() {
    Set<String> widgets =
        cards().stream()
            .map(card -> card.experiment().name())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!tables().isEmpty()) {
      widgets.add(Assets.TABLE);
    }
    return widgets;
  }

  @Override
  public List<Claim> claims() {
    return parts(Part.ClaimPart.class).map(Part.ClaimPart::claim).toList();
  }

  @Override
  public List<Repair> repairs() {
    return parts(Part.RepairPart.class).map(Part.RepairPart::repair).toList();
  }

  @Override
  public List<Table> tables() {
    return parts(Part.TablePart.class).map(Part.TablePart::table).toList();
  }

  private <P extends Part> Stream<P> parts(Class<P> kind) {
    return beats().stream()
        .flatMap(beat -> Stream.concat(beat.text().stream(), beat.after().stream()))
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
