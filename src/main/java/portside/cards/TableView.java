package portside.cards;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import portside.page.Words;

/**
 * A comparison as one reader sees it now.
 *
 * @param table the comparison
 * @param frame the frame's words
 * @param reader who looks at it
 * @param page the path of the page that it stands on
 * @param cells a list for each row
 */
public record TableView(
    Table table, Words frame, Reader reader, String page, List<List<CellView>> cells) {

  /**
   * A cell.
   *
   * @param predicted the outcome that the reader predicted, or null
   * @param prediction its words, or null
   * @param outcome what came out, or null
   * @param came its words, or null
   * @param missing why it cannot be filled here, in words; or null
   */
  public record CellView(
      @Nullable String predicted,
      @Nullable String prediction,
      @Nullable String outcome,
      @Nullable String came,
      @Nullable String missing) {

    /** Whether there is nothing to wait for. */
    boolean done() {
      return outcome != null || missing != null;
    }

    /** Whether the prediction came true; null where there is none, or nothing came out. */
    public @Nullable Boolean right() {
      return predicted == null || outcome == null ? null : predicted.equals(outcome);
    }
  }

  /** Whether this reader may run a column. */
  public boolean mayRun() {
    return reader.role().may(table.experiment().experiment().mayRun());
  }

  /** Whether anything of a column can be run here. */
  public boolean canRun(int column) {
    return mayRun() && cells.stream().anyMatch(row -> row.get(column).missing() == null);
  }

  /** Whether something of a column has come out. */
  public boolean ran(int column) {
    return cells.stream().anyMatch(row -> row.get(column).outcome() != null);
  }

  /** Whether a cell is still to be filled in. */
  public boolean open() {
    return cells.stream().flatMap(List::stream).anyMatch(cell -> !cell.done());
  }

  /** The numbers of the columns. */
  public int[] columns() {
    return IntStream.range(0, table.columns().size()).toArray();
  }
}
