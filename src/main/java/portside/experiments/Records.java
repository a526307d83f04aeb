package portside.experiments;

import java.lang.reflect.RecordComponent;

/** Reads records by their components: one record feeds the card, the JSON and the form alike. */
final class Records {
  private Records() {}

  /** The value of a component, which may be null in evidence. */
  static Object get(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component + "; is the record public?", e);
    }
  }
}
