package portside.experiments;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and makes records by their components: one record feeds card, JSON and form alike. */
final class Records {
  /** What stands for nothing where null would be a surprise. */
  private static final Map<Class<?>, Object> NOTHING =
      Map.of(
          int.class,
          0,
          long.class,
          0L,
          double.class,
          0.0,
          boolean.class,
          false,
          List.class,
          List.of(),
          Set.class,
          Set.of(),
          Map.class,
          Map.of(),
          Optional.class,
          Optional.empty());

  private Records() {}

  /** The value of a component, which may be null in evidence. */
  static @Nullable Object get(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component + "; is the record public?", e);
    }
  }

  /**
   * A record of these values, in the order of its components.
   *
   * @throws BadInput when the record itself refuses values that do not go together
   */
  static <R extends Record> R create(Class<R> type, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof BadInput notTogether) {
        throw notTogether;
      }
      throw new IllegalStateException("cannot create " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot create " + type, e);
    }
  }

  /** What a component of that type holds when nothing is known. */
  static @Nullable Object nothing(Class<?> type) {
    return NOTHING.get(type);
  }
}
