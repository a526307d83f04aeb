package portside.room.pages;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import portside.access.Role;
import portside.live.Live;
import portside.live.Topic;
import portside.room.Audience;
import portside.room.Room;

/**
 * Tells the pages of the class. {@code room} changes with what everyone sees, and {@code
 * room-count}, which only the host's pages hear, with every answer and every page that comes or
 * goes; of many in a moment it tells once.
 */
public final class News {
  private static final long COUNT_MILLIS = 150;

  private final Room room;
  private final Topic state;
  private final Topic count;
  private final AtomicLong counts = new AtomicLong();
  private final AtomicBoolean waiting = new AtomicBoolean();

  /**
   * @param room whose changes are told
   * @param live to whose pages
   */
  public News(Room room, Live live) {
    this.room = room;
    state = live.topic("room", Role.GUEST);
    count = live.topic("room-count", Role.HOST);
    room.listen(state::changed);
    room.audience().listen(this::counted);
    state.listen(this::counted);
  }

  /** Hears when somebody has come, or is gone. It must not block. */
  public void listen(Runnable hearer) {
    state.listen(hearer);
  }

  private void counted() {
    if (waiting.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(COUNT_MILLIS, TimeUnit.MILLISECONDS).execute(this::tell);
    }
  }

  private void tell() {
    waiting.set(false);
    count.changed(counts.incrementAndGet());
  }

  /** How many have answered, of how many that are here. */
  Audience.Count count() {
    return room.audience().count(state.followers());
  }
}
