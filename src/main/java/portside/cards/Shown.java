package portside.cards;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.experiments.RunState;
import portside.experiments.Spot;
import portside.runs.Results;

/**
 * The runs and predictions that a page shows to one reader: the latest ones of that person, and the
 * run that the request is about, which may be somebody else's.
 */
public final class Shown {
  private final Results results;
  private final Predictions predictions;
  private final Caller caller;
  private final @Nullable Named named;

  /**
   * The run that a request is about.
   *
   * @param id the card or claim at which it is shown
   * @param prediction the outcome that was predicted with it, or null
   */
  record Named(String id, RunState run, @Nullable String prediction) {}

  Shown(Results results, Predictions predictions, Caller caller, @Nullable Named named) {
    this.results = results;
    this.predictions = predictions;
    this.caller = caller;
    this.named = named;
  }

  /**
   * The run at a card: the latest one there, or the latest one anywhere that had the parameters
   * which the card's question fixes.
   */
  Optional<RunState> at(Place place, Card card) {
    if (named != null && named.id().equals(card.id()) && named.run().isOf(card.experiment())) {
      return Optional.of(named.run());
    }
    Optional<RunState> here =
        results
            .at(caller.person(), place.spot(card.id()))
            .filter(run -> run.isOf(card.experiment()));
    if (!card.asks()) {
      return here;
    }
    Optional<RunState> alike =
        results.of(caller.person(), card.experiment().name(), card.complete());
    boolean newer =
        here.isEmpty()
            || alike.isPresent() && alike.get().startedAt().isAfter(here.get().startedAt());
    return newer ? alike : here;
  }

  /** The run that settles a claim. */
  Optional<RunState> settling(Claim claim) {
    return named != null && ClaimView.settledBy(claim, named.run())
        ? Optional.of(named.run())
        : results.of(caller.person(), claim.experiment().name(), claim.complete());
  }

  /** The run that fills a cell of a comparison. */
  Optional<RunState> filling(Table table, Table.Cell cell) {
    return named != null
            && named.run().isOf(table.experiment())
            && named.run().values().equals(cell.complete())
        ? Optional.of(named.run())
        : results.of(caller.person(), table.experiment().name(), cell.complete());
  }

  /** What was predicted in a cell of a comparison. */
  Optional<String> prediction(Place place, Table table, int row, int column) {
    return predictions
        .of(caller, place.spot(table.id() + Table.name(row, column)))
        .filter(predicted -> table.option(predicted).isPresent());
  }

  /** Which words were chosen last for a sentence to repair. */
  Optional<Integer> words(Place place, Repair repair) {
    boolean said = named != null && named.id().equals(repair.id()) && named.prediction() != null;
    Spot spot = place.spot(repair.id());
    return (said ? Optional.of(named.prediction()) : predictions.of(caller, spot))
        .flatMap(repair::chosen);
  }

  /** What was predicted at a card; only what its question offers is a prediction. */
  Optional<String> prediction(Place place, Card card) {
    boolean said = named != null && named.id().equals(card.id()) && named.prediction() != null;
    Spot spot = place.spot(card.id());
    return (said ? Optional.of(named.prediction()) : predictions.of(caller, spot))
        .filter(card::offers);
  }

  /** Whether a page looks to this reader as it does to who has done nothing yet. */
  public boolean nothingOf(Place place) {
    return named == null
        && (caller.person() == null
            || place.cards().stream()
                    .allMatch(
                        card -> at(place, card).isEmpty() && prediction(place, card).isEmpty())
                && place.claims().stream().allMatch(claim -> settling(claim).isEmpty())
                && place.repairs().stream().allMatch(repair -> nothingOf(place, repair))
                && place.tables().stream().allMatch(table -> nothingOf(place, table)));
  }

  private boolean nothingOf(Place place, Table table) {
    for (int row = 0; row < table.rows().size(); row++) {
      for (int column = 0; column < table.columns().size(); column++) {
        if (prediction(place, table, row, column).isPresent()
            || filling(table, table.cells().get(row).get(column)).isPresent()) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean nothingOf(Place place, Repair repair) {
    return words(place, repair).isEmpty()
        && repair.wordings().stream().allMatch(words -> settling(words.claim()).isEmpty());
  }
}
