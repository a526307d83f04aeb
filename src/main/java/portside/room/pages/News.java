package portside.room.pages;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import portside.access.Person;
import portside.access.Role;
import portside.live.Live;
import portside.live.Topic;
import portside.room.Audience;
import portside.room.Room;

/**
 * Tells the pages of the class. {@code room} changes with what everyone sees, and so does {@code
 * room.LANGUAGE}, which brings it along: three hundred devices need not ask for the same bytes. The
 * host's pages hear by {@code room-count} of every answer and every page that comes or goes; of
 * many in a moment it tells once.
 */
public final class News {
  private static final long COUNT_MILLIS = 150;

  private final Room room;
  private final Parts parts;
  private final Topic state;
  private final Map<String, Topic> devices = new LinkedHashMap<>();
  private final Topic count;
  private final AtomicLong counts = new AtomicLong();
  private final AtomicBoolean waiting = new AtomicBoolean();

  /**
   * @param room whose changes are told
   * @param parts what a device shows of it
   * @param live to whose pages
   * @param languages of the devices
   */
  public News(Room room, Parts parts, Live live, List<String> languages) {
    this.room = room;
    this.parts = parts;
    state = live.topic("room", Role.GUEST);
    count = live.topic("room-count", Role.HOST);
    languages.forEach(lang -> devices.put(lang, live.topic("room." + lang, Role.GUEST)));
    room.listen(this::changed);
    room.audience().listen(this::counted);
    listen(this::counted);
  }

  /** Hears when somebody has come, or is gone. It must not block. */
  public void listen(Runnable hearer) {
    state.listen(hearer);
    devices.values().forEach(topic -> topic.listen(hearer));
  }

  private void changed(long version) {
    state.changed(version); // the screen is not to be behind the devices
    devices.forEach(
        (lang, topic) -> {
          if (topic.isFollowed()) {
            topic.changed(version, parts.now(lang));
          } else {
            topic.changed(version);
          }
        });
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
    Set<Person> here = new HashSet<>(state.followers());
    devices.values().forEach(topic -> here.addAll(topic.followers()));
    return room.audience().count(here);
  }
}
