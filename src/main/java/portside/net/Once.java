package portside.net;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Works a value out on first use, once, for all threads. */
public final class Once<T> implements Supplier<T> {
  private @Nullable Supplier<T> source;
  private volatile @Nullable T value;

  /**
   * @param source works it out, once
   */
  public Once(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    T known = value;
    return known != null ? known : workOut();
  }

  private synchronized T workOut() {
    T known = value;
    if (known == null) {
      known = Objects.requireNonNull(source).get();
      value = known;
      source = null;
    }
    return known;
  }
}
