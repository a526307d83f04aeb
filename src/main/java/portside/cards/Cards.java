package portside.cards;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.access.Sight;
import portside.experiments.Before;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Summary;
import portside.experiments.View;
import portside.net.ThisComputer;
import portside.page.Assets;
import portside.page.Templates;
import portside.page.Words;

/** Makes what a reader sees of the cards and claims of a page. */
public final class Cards {
  private final Templates templates;
  private final Assets assets;
  private final InClass inClass;

  public Cards(Templates templates, Assets assets, InClass inClass) {
    this.templates = templates;
    this.assets = assets;
    this.inClass = inClass;
  }

  /** A card as a reader sees it. What the experiment's own templates show is made when it is. */
  public CardView card(Card card, Place place, Reader reader, Shown shown) {
    Registered<?, ?> experiment = card.experiment();
    RunState run = shown.at(place, card).map(state -> state.as(reader.sight())).orElse(null);
    Words words = experiment.words(place.lang());
    return new CardView(
        card,
        Words.of("page", place.lang()),
        words,
        place.lang(),
        reader,
        place.path(),
        run,
        shown.prediction(place, card).orElse(null),
        experiment.missing(shown(card, run), ThisComputer.now()).orElse(null),
        card.asks()
            ? output -> {}
            : before(card, words, reader.sight()), // the text shows what is asked about
        run == null || run.evidence() == null ? null : evidence(run, words, place, card, reader),
        assets.has(Assets.script(experiment.name())),
        inClass.isOn(),
        inClass.asks(place.spot(card.id())));
  }

  /**
   * The settings that its form shows: after a run those of the run, where a reader may set them.
   */
  private static Map<String, String> shown(Card card, @Nullable RunState run) {
    return card.asks() || run == null ? card.values() : run.values();
  }

  /** A claim as a reader sees it. */
  public ClaimView claim(Claim claim, Place place, Reader reader, Shown shown) {
    return new ClaimView(
        claim,
        Words.of("page", place.lang()),
        claim.experiment().words(place.lang()),
        place.lang(),
        reader,
        place.path(),
        shown.settling(claim).map(state -> state.as(reader.sight())).orElse(null),
        claim.experiment().missing(claim.values(), ThisComputer.now()).orElse(null),
        place.cards().stream()
            .filter(card -> ClaimView.tests(claim, card.experiment(), card.complete()))
            .map(Card::id)
            .findFirst()
            .orElse(null));
  }

  /** A sentence to repair as a reader sees it, with the words that they chose last. */
  public RepairView repair(Repair repair, Place place, Reader reader, Shown shown) {
    int chosen = shown.words(place, repair).orElse(0);
    return new RepairView(
        repair, chosen, claim(repair.wordings().get(chosen).claim(), place, reader, shown));
  }

  /** A comparison as a reader sees it, with what they predicted and what came out for them. */
  public TableView table(Table table, Place place, Reader reader, Shown shown) {
    List<List<TableView.CellView>> cells = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      List<TableView.CellView> views = new ArrayList<>();
      for (int column = 0; column < table.columns().size(); column++) {
        Table.Cell cell = table.cells().get(row).get(column);
        String predicted = shown.prediction(place, table, row, column).orElse(null);
        RunState run = shown.filling(table, cell).orElse(null);
        String outcome = run == null ? null : run.outcome();
        Registered<?, ?> experiment = table.experiment();
        views.add(
            new TableView.CellView(
                predicted,
                predicted == null ? null : table.option(predicted).orElse(null),
                outcome,
                outcome == null ? null : word(table, run, cell, place.lang()),
                experiment
                    .missing(cell.values(), ThisComputer.now())
                    .map(missing -> missing.in(experiment.words(place.lang())))
                    .orElse(null)));
      }
      cells.add(views);
    }
    return new TableView(table, Words.of("page", place.lang()), reader, place.path(), cells);
  }

  private static String word(Table table, RunState run, Table.Cell cell, String lang) {
    String outcome = run.outcome();
    String word =
        table
            .option(outcome)
            .or(() -> Summary.expected(table.experiment(), outcome, cell.complete(), lang))
            .orElse(outcome);
    return run.changed().isEmpty()
        ? word
        : word + " (" + Words.of("page", lang).get("changed.cell") + ")";
  }

  private Content before(Card card, Words words, Sight sight) {
    return output ->
        card.experiment()
            .before(card.values(), sight)
            .map(known -> new Before(known, words, card.id(), card.complete()))
            .ifPresent(before -> own(card.experiment(), "before", before).writeTo(output));
  }

  private Content evidence(RunState run, Words words, Place place, Card card, Reader reader) {
    String lang = place.lang();
    Words frame = Words.of("page", lang);
    return own(
        run.experiment(),
        "view",
        new View(run, words, frame, lang, reader.role(), place.path(), card.id()));
  }

  private Content own(Registered<?, ?> experiment, String name, Object shown) {
    String template = "experiments/" + experiment.name() + "/" + name + ".jte";
    return output -> templates.render(template, Map.of(name, shown), output);
  }
}
