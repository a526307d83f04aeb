package portside.experiments;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Sight;

/** What was measured, read from the record of one experiment, for cards and JSON alike. */
public final class Evidence {
  private Evidence() {}

  /**
   * One kind of evidence, as {@code GET /experiments} describes it.
   *
   * @param name its name in JSON
   * @param unit the unit of a number, or null
   * @param guests whether guests may see it
   */
  public record Field(String name, @Nullable String unit, boolean guests) {}

  /** The kinds of evidence of an experiment, in their order. */
  public static List<Field> fields(Class<? extends Record> type) {
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Unit unit = component.getAnnotation(Unit.class);
      fields.add(
          new Field(
              component.getName(),
              unit == null ? null : unit.value(),
              component.isAnnotationPresent(Guests.class)));
    }
    return fields;
  }

  /**
   * Reads what may be seen.
   *
   * @param evidence the record, or null when nothing was measured
   * @return the values by name, in the record's order; what was not measured is null, and what is
   *     not for that sight is not there
   */
  public static Map<String, @Nullable Object> visible(@Nullable Record evidence, Sight sight) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (evidence == null) {
      return values;
    }
    Record shown = cut(evidence, sight);
    for (RecordComponent component : shown.getClass().getRecordComponents()) {
      if (isFor(component, sight)) {
        Object value = Records.get(component, shown);
        values.put(component.getName(), value instanceof Optional<?> o ? o.orElse(null) : value);
      }
    }
    return values;
  }

  /**
   * The same record with everything taken out that is not for that sight, as if it had not been
   * measured: null or empty. What is left tells neither where files of the owner lie nor a PIN.
   */
  static <E extends Record> E cut(E evidence, Sight sight) {
    if (sight.host()) {
      return evidence;
    }
    @SuppressWarnings("unchecked")
    E cut = (E) cut(evidence, true);
    return cut;
  }

  /**
   * @param byMark whether only what is marked is left; otherwise the marks of its own components
   *     decide that
   */
  private static Record cut(Record record, boolean byMark) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    boolean marks = byMark || Arrays.stream(components).anyMatch(Evidence::isForGuests);
    Object[] values = new Object[components.length];
    boolean changed = false;
    for (int i = 0; i < values.length; i++) {
      Object value = Records.get(components[i], record);
      values[i] =
          marks && !isForGuests(components[i])
              ? Records.nothing(components[i].getType())
              : forGuests(value);
      changed |= values[i] != value;
    }
    return changed ? Records.create(record.getClass(), values) : record;
  }

  /** The same object where nothing in it had to be taken out. */
  private static @Nullable Object forGuests(@Nullable Object value) {
    if (value instanceof String text) {
      return Discretion.of(text);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> shown = new ArrayList<>();
      boolean changed = false;
      for (Object each : list) {
        shown.add(forGuests(each));
        changed |= shown.get(shown.size() - 1) != each;
      }
      return changed ? Collections.unmodifiableList(shown) : list;
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(Evidence::forGuests);
    }
    if (value instanceof Record record && record.getClass().getName().startsWith("portside.")) {
      return cut(record, false);
    }
    return value;
  }

  private static boolean isFor(RecordComponent component, Sight sight) {
    return sight.host() || isForGuests(component);
  }

  private static boolean isForGuests(RecordComponent component) {
    return component.isAnnotationPresent(Guests.class);
  }
}
