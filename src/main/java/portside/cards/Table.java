package portside.cards;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.experiments.Registered;
import portside.experiments.RunState;

/**
 * A comparison: what one experiment says with the parameters of each column and row. The reader
 * fills the empty table in first; each column that is run adds what came out.
 *
 * @param id its anchor, the same in every language
 * @param experiment what fills it
 * @param html what is asked
 * @param options what may be predicted in a cell, and what a cell says that came out
 * @param columns the headings above
 * @param rows the headings at the left
 * @param cells a list for each row
 * @param explanation what there is to read once every cell is filled; may be empty
 */
public record Table(
    String id,
    Registered<?, ?> experiment,
    String html,
    List<Option> options,
    List<Heading> columns,
    List<Heading> rows,
    List<List<Cell>> cells,
    String explanation) {

  /**
   * What a cell may say.
   *
   * @param outcome an outcome of the experiment
   * @param text its words, without mark-up
   */
  public record Option(String outcome, String text) {}

  /**
   * What a column or a row is about.
   *
   * @param html its words
   * @param text the same without mark-up
   */
  public record Heading(String html, String text) {}

  /**
   * A cell.
   *
   * @param values the parameters that its column and row set, as text
   * @param complete the same with the defaults of all others; a run with equal ones fills it
   */
  public record Cell(Map<String, String> values, Map<String, String> complete) {}

  /** Whether a run fills one of the cells. */
  boolean settledBy(RunState run) {
    return run.isOf(experiment)
        && cells.stream()
            .flatMap(List::stream)
            .anyMatch(cell -> cell.complete().equals(run.values()));
  }

  /** The words of an outcome; empty where no option says it. */
  Optional<String> option(String outcome) {
    return options.stream()
        .filter(option -> option.outcome().equals(outcome))
        .map(Option::text)
        .findFirst();
  }

  /** The name of a cell in a form, and with the table's id where its prediction is kept. */
  public static String name(int row, int column) {
    return "_cell-" + row + "-" + column;
  }
}
