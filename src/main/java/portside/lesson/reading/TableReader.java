package portside.lesson.reading;

import com.vladsch.flexmark.ast.BulletList;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ext.tables.TableBlock;
import com.vladsch.flexmark.ext.tables.TableBody;
import com.vladsch.flexmark.ext.tables.TableCell;
import com.vladsch.flexmark.ext.tables.TableHead;
import com.vladsch.flexmark.ext.tables.TableRow;
import com.vladsch.flexmark.util.ast.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.cards.Table;
import portside.experiments.Registered;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.HtmlText;

/**
 * Reads a comparison: what is asked, the list of what may come out, and behind {@code ---} the
 * empty table. Each heading begins with the parameters that its column or row sets, {@code
 * [bind=0.0.0.0] every door}; what follows the table is its explanation.
 */
final class TableReader {
  private static final int MOST = 12;

  private final CardReader cards;
  private final HtmlText html;
  private final Problems problems;

  TableReader(CardReader cards, HtmlText html, Problems problems) {
    this.cards = cards;
    this.html = html;
    this.problems = problems;
  }

  /** A heading and the parameters that it sets. */
  private record Side(Table.Heading heading, Map<String, String> values) {}

  /** The comparison of a directive, or empty when nobody can tell what fills it. */
  Optional<Table> table(Directive directive) {
    String id = cards.id(directive, "the table");
    Map<String, String> common = new LinkedHashMap<>(directive.line().attributes());
    CardReader.Blocks blocks = cards.divide(directive, true);
    List<Node> rest = new ArrayList<>(blocks.explanation());
    Optional<TableBlock> empty =
        rest.isEmpty() || !(rest.get(0) instanceof TableBlock)
            ? Optional.empty()
            : Optional.of((TableBlock) rest.remove(0));
    if (blocks.before().isEmpty()) {
      problems.add(directive, "the table asks nothing", "write above it what is to be filled in");
    }
    if (empty.isEmpty()) {
      problems.add(
          directive,
          "there is no empty table",
          "write it after ---, each heading with its parameters: [bind=0.0.0.0] every door");
    }
    return cards
        .tester(directive, "the table", common)
        .map(
            experiment -> {
              List<Table.Option> options = options(directive, blocks.options(), experiment);
              List<Side> columns = new ArrayList<>();
              List<Side> rows = new ArrayList<>();
              empty.ifPresent(table -> sides(table, columns, rows));
              return new Table(
                  id,
                  experiment,
                  cards.blocks(blocks.before()),
                  options,
                  columns.stream().map(Side::heading).toList(),
                  rows.stream().map(Side::heading).toList(),
                  cells(directive, experiment, common, columns, rows),
                  cards.blocks(rest));
            });
  }

  private List<Table.Option> options(
      Directive directive, @Nullable BulletList list, Registered<?, ?> experiment) {
    List<Table.Option> options =
        list == null
            ? List.of()
            : cards.options(list, experiment).stream()
                .map(option -> new Table.Option(option.outcome(), option.text()))
                .toList();
    if (options.size() < 2) {
      problems.add(
          directive,
          "there is nothing to fill in",
          "list two outcomes at least above ---: - [outcome] and a word or two");
    }
    return options;
  }

  private void sides(TableBlock table, List<Side> columns, List<Side> rows) {
    for (Node part : table.getChildren()) {
      for (Node row : part.getChildren()) {
        if (!(row instanceof TableRow) || row.getFirstChild() == null) {
          continue; // the line of hyphens
        }
        if (part instanceof TableHead) {
          boolean corner = true;
          for (Node cell : row.getChildren()) {
            if (!corner) {
              side(cell).ifPresent(columns::add);
            }
            corner = false;
          }
        } else if (part instanceof TableBody) {
          side(row.getFirstChild()).ifPresent(rows::add);
          for (Node cell = row.getFirstChild().getNext(); cell != null; cell = cell.getNext()) {
            if (!HtmlText.plain(cell).isEmpty()) {
              problems.add(cell, "a cell of the table is filled", "leave it to the reader");
            }
          }
        }
      }
    }
    if (columns.isEmpty() || rows.isEmpty() || columns.size() > MOST || rows.size() > MOST) {
      problems.add(table, "the table has no columns or no rows, or too many", "1 to " + MOST);
    }
  }

  private Optional<Side> side(Node cell) {
    LinkRef ref = cell.getFirstChild() instanceof LinkRef first ? first : null;
    if (ref == null) {
      problems.add(
          cell,
          "the heading sets no parameter",
          "begin it with them: [bind=0.0.0.0 runtime=java] and its words");
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String set : ref.getReference().toString().strip().split("\\s+")) {
      String[] parts = set.split("=", 2);
      values.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    ref.unlink();
    String text = HtmlText.plain(cell);
    if (text.isEmpty()) {
      problems.add(cell, "the heading has no words", "write them behind its parameters");
    }
    return Optional.of(new Side(new Table.Heading(html.cell((TableCell) cell), text), values));
  }

  private List<List<Table.Cell>> cells(
      Node at,
      Registered<?, ?> experiment,
      Map<String, String> common,
      List<Side> columns,
      List<Side> rows) {
    List<List<Table.Cell>> cells = new ArrayList<>();
    for (Side row : rows) {
      List<Table.Cell> line = new ArrayList<>();
      for (Side column : columns) {
        Map<String, String> values = new LinkedHashMap<>(common);
        values.putAll(column.values());
        values.putAll(row.values());
        Map<String, String> allowed =
            cells.isEmpty() || line.isEmpty()
                ? cards.parameters(at, experiment, values) // each heading is judged once
                : InputProblems.judge(experiment, values).isEmpty() ? values : Map.of();
        line.add(new Table.Cell(allowed, experiment.complete(allowed)));
      }
      cells.add(line);
    }
    return cells;
  }
}
