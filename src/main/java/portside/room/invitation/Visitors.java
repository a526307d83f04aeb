package portside.room.invitation;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import portside.access.Access;

/**
 * From which other devices anybody has come since somebody asked: the only proof that an address
 * leads here. Safe for every thread.
 */
public final class Visitors {
  /** A class is three hundred; a device may have several addresses. */
  private static final int MOST = 2_000;

  private final Map<InetAddress, Long> arrived = // guarded by this
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
          return size() > MOST;
        }
      };
  private final Runnable first;

  /**
   * @param first hears when the first device of an address arrives; must not block
   */
  public Visitors(Runnable first) {
    this.first = first;
  }

  /** Notes who asks for anything; every request that was let through passes here. */
  public void note(Context ctx) {
    InetAddress from = Access.caller(ctx).address();
    if (Access.onThisComputer(from)) {
      return;
    }
    boolean isNew;
    synchronized (this) {
      isNew = arrived.put(from, System.nanoTime()) == null;
    }
    if (isNew) {
      first.run();
    }
  }

  /** How many addresses of other devices anybody has come from. */
  public synchronized int count() {
    return arrived.size();
  }
}
