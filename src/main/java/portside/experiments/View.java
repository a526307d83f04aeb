package portside.experiments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portside.access.Role;
import portside.page.Urls;
import portside.page.Words;

/**
 * What an experiment's own template shows of a run.
 *
 * @param run the run, already cut to what may be seen on this page
 * @param words the experiment's words
 * @param frame the frame's words
 * @param lang the language
 * @param role what the reader may do
 * @param page the path of the page that it stands on
 * @param at the id of the card that it stands in
 */
public record View(
    RunState run, Words words, Words frame, String lang, Role role, String page, String at) {

  /** More of them fill no line of a card any more. */
  private static final int KEY_ROWS = 2;

  /**
   * A row of the table of evidence.
   *
   * @param name the evidence's name
   * @param label its name in words
   * @param value what was measured, a quantity with its digits in groups
   * @param unit its unit in the reader's language, or an empty text
   */
  public record Row(String name, String label, Object value, String unit) {}

  /** What the reader may see of the evidence, by name; null stands for what was not measured. */
  public Map<String, @Nullable Object> evidence() {
    return Evidence.visible(run.evidence(), run.sight());
  }

  /** The same as the experiment's own record, in which all the rest was not measured. */
  public <E extends Record> E evidence(Class<E> type) {
    return type.cast(Objects.requireNonNull(run.evidence()));
  }

  /** The value of that name, or null where it was not measured or is not for this reader. */
  public @Nullable Object get(String name) {
    return evidence().get(name);
  }

  /** The rows of everything that was measured and has a label, in the evidence's order. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    Map<String, @Nullable Object> visible = evidence();
    for (Evidence.Field field : Evidence.fields(run.experiment().experiment().evidence())) {
      Object value = visible.get(field.name());
      String label = words.find("evidence." + field.name()).orElse(null);
      if (value != null && label != null) {
        rows.add(
            new Row(field.name(), label, Digits.shown(value, field.unit()), unit(value, field)));
      }
    }
    return rows;
  }

  /**
   * Those of the rows that stand for all of them while the rest is folded away, the system's words
   * first.
   *
   * @param rows all of them
   * @param keys the names of what tells most here, or none for what was measured first
   */
  public static List<Row> keyRows(List<Row> rows, List<String> keys) {
    return rows.stream()
        .filter(row -> !row.name().equals("commandLine"))
        .filter(row -> keys.isEmpty() || keys.contains(row.name()) || row.name().equals("error"))
        .sorted(Comparator.comparing(row -> !row.name().equals("error")))
        .limit(KEY_ROWS)
        .toList();
  }

  private String unit(Object value, Evidence.Field field) {
    String unit = Digits.unit(value, field.unit());
    return frame.find("unit." + unit).orElse(unit);
  }

  /** Whether the experiment has the page to itself: its headings are one level higher there. */
  public boolean alone() {
    return page.equals(Urls.experiment(run.experiment().name()));
  }

  /** Whether the reader may act as the host. */
  public boolean host() {
    return role == Role.HOST;
  }

  /** Whether everything may be seen here; on a projected page nobody may, whoever drives it. */
  public boolean all() {
    return run.sight().host();
  }
}
