package portside.debug;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.process.LineListener;

/** The lines of a program, held until it is known whether it has begun. */
final class HeldLines implements LineListener {
  private final AdapterListener listener;
  private @Nullable List<Runnable> held = new ArrayList<>(); // guarded by this

  /**
   * @param listener hears them, in their order
   */
  HeldLines(AdapterListener listener) {
    this.listener = listener;
  }

  @Override
  public void line(String stream, String text) {
    tell(() -> listener.output(stream, text));
  }

  @Override
  public void leftOut(long lines) {
    tell(() -> listener.leftOut(lines));
  }

  private synchronized void tell(Runnable line) {
    if (held == null) {
      line.run();
    } else {
      held.add(line);
    }
  }

  /** Tells what was held, and holds nothing more. */
  synchronized void release() {
    List<Runnable> lines = held;
    held = null;
    if (lines != null) {
      lines.forEach(Runnable::run);
    }
  }
}
