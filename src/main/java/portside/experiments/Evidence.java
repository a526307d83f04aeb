package portside.experiments;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
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
    for (RecordComponent component : evidence.getClass().getRecordComponents()) {
      if (isFor(component, sight)) {
        Object value = Records.get(component, evidence);
        values.put(component.getName(), value instanceof Optional<?> o ? o.orElse(null) : value);
      }
    }
    return values;
  }

  /**
   * The same record with everything taken out that is not for that sight, as if it had not been
   * measured: null, empty, false or 0.
   */
  static <E extends Record> E cut(E evidence, Sight sight) {
    if (sight.host()) {
      return evidence;
    }
    RecordComponent[] components = evidence.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          isFor(components[i], sight)
              ? Records.get(components[i], evidence)
              : Records.nothing(components[i].getType());
    }
    @SuppressWarnings("unchecked")
    E cut = (E) Records.create(evidence.getClass(), values);
    return cut;
  }

  private static boolean isFor(RecordComponent component, Sight sight) {
    return sight.host() || component.isAnnotationPresent(Guests.class);
  }
}
