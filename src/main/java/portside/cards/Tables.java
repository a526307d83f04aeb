package portside.cards;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import portside.access.Access;
import portside.access.Caller;
import portside.experiments.Spot;
import portside.net.ThisComputer;
import portside.page.Templates;
import portside.page.Wants;
import portside.runs.Runs;

/**
 * Comparisons over HTTP: what is filled in is kept, and a column is run, one cell after another.
 */
public final class Tables {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Runs runs;
  private final Showing showing;
  private final Pages lessons;
  private final Cards cards;
  private final Templates templates;

  public Tables(Runs runs, Showing showing, Pages lessons, Cards cards, Templates templates) {
    this.runs = runs;
    this.showing = showing;
    this.lessons = lessons;
    this.cards = cards;
    this.templates = templates;
  }

  /**
   * {@code POST /tables/{id}}: keeps the predictions of the form, and runs the column {@code
   * _column} where it names one.
   */
  public void fill(Context ctx) {
    Place place =
        Optional.ofNullable(Showing.field(ctx, "_page"))
            .flatMap(lessons::find)
            .orElseThrow(NotFoundResponse::new);
    Table table = place.table(ctx.pathParam("id")).orElseThrow(NotFoundResponse::new);
    Optional<Integer> column =
        Optional.ofNullable(Showing.field(ctx, "_column"))
            .filter(given -> given.matches("[0-9]{1,2}"))
            .map(Integer::valueOf)
            .filter(given -> given < table.columns().size());
    if (column.isPresent()) {
      Access.require(ctx, table.experiment().experiment().mayRun());
    }
    keep(ctx, place, table);
    if (column.isPresent()) {
      List<Map<String, String>> cells =
          table.cells().stream()
              .map(row -> row.get(column.get()).values())
              .filter(here -> table.experiment().missing(here, ThisComputer.now()).isEmpty())
              .toList();
      Caller caller = Access.caller(ctx);
      Spot spot = place.spot(table.id());
      ctx.future(
          () -> run(table, cells, caller, spot).thenRun(() -> answer(ctx, place, table, true)));
    } else {
      answer(ctx, place, table, false);
    }
  }

  private void keep(Context ctx, Place place, Table table) {
    for (int row = 0; row < table.rows().size(); row++) {
      for (int column = 0; column < table.columns().size(); column++) {
        String said = Showing.field(ctx, Table.name(row, column));
        if (said != null && table.option(said).isPresent()) {
          showing.keep(ctx, place.spot(table.id() + Table.name(row, column)), said);
        }
      }
    }
  }

  /** One after another, for two at once would measure each other. */
  private CompletableFuture<?> run(
      Table table, List<Map<String, String>> cells, Caller caller, Spot spot) {
    if (cells.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    String id = runs.start(table.experiment(), cells.get(0), caller, spot).id();
    return runs.ended(id, PATIENCE)
        .thenCompose(done -> run(table, cells.subList(1, cells.size()), caller, spot));
  }

  private void answer(Context ctx, Place place, Table table, boolean ran) {
    if (!Wants.fragment(ctx)) {
      lessons.show(ctx, place, showing.to(ctx));
    } else if (ran) {
      Reader reader = Reader.of(Access.caller(ctx), place);
      templates.answer(
          ctx,
          "cards/table.jte",
          Map.of("table", cards.table(table, place, reader, showing.to(ctx)), "oob", false));
    } else {
      ctx.status(204); // the page shows what was just chosen
    }
  }
}
