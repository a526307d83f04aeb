package portside.live;

import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import portside.access.Person;
import portside.access.Role;
import portside.page.Json;

/** Which pages follow which topics. Safe for every thread. */
final class Topics {
  /** So many pages ask in each millisecond after a change; the guests' pages share the time. */
  private static final int EACH_MILLISECOND = 5;

  private static final long LONGEST_SPREAD = 250;

  private final Map<String, Set<Listener>> followers = new ConcurrentHashMap<>();

  void follow(String topic, Listener listener) {
    followers.compute(
        topic,
        (same, all) -> {
          Set<Listener> more = all == null ? ConcurrentHashMap.newKeySet() : all;
          more.add(listener);
          return more;
        });
  }

  void leave(String topic, Listener listener) {
    followers.computeIfPresent(
        topic,
        (same, all) -> {
          all.remove(listener);
          return all.isEmpty() ? null : all;
        });
  }

  /** Whose pages follow a topic, as far as they have shown who they are. */
  Set<Person> followers(String topic) {
    return followers.getOrDefault(topic, Set.of()).stream()
        .map(listener -> listener.caller().person())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  boolean isFollowed(String topic) {
    return followers.containsKey(topic);
  }

  /** Tells everybody who follows a topic what there is now, so that nobody has to ask. */
  void tell(String topic, long version, byte[] part) {
    String said = Base64.getEncoder().encodeToString(part);
    String news = Json.write(Map.of("topic", topic, "version", version, "part", said));
    followers.getOrDefault(topic, Set.of()).forEach(listener -> listener.send(news));
  }

  /** Tells everybody who follows a topic that it has that version now. */
  void tell(String topic, long version) {
    Collection<Listener> all = followers.getOrDefault(topic, Set.of());
    if (all.isEmpty()) {
      return;
    }
    String forHost = news(topic, version, 0);
    String forGuests =
        news(topic, version, Math.min(LONGEST_SPREAD, all.size() / EACH_MILLISECOND));
    for (Listener listener : all) {
      listener.send(listener.caller().role() == Role.HOST ? forHost : forGuests);
    }
  }

  /**
   * A message.
   *
   * @param version of the topic; negative where nobody knows it
   * @param spread within how many milliseconds the pages ask, so that a class does not at once
   */
  static String news(String topic, long version, long spread) {
    return Json.write(
        spread == 0
            ? Map.of("topic", topic, "version", version)
            : Map.of("topic", topic, "version", version, "spread", spread));
  }
}
