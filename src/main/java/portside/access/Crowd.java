package portside.access;

import java.net.InetAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import portside.net.IpAddresses;

/**
 * Something for each of many persons, of whom there are no more than so many. A person is but an
 * id, which anybody can make up; so where there are too many, those of the network that has the
 * most of them give way, the one that was not heard of for the longest time first. Not safe for
 * several threads.
 *
 * @param <K> how a person is told from others
 * @param <V> what each has
 */
public final class Crowd<K, V> {
  private record Member<V>(Object network, V value) {}

  private final int most;
  private final Map<K, Member<V>> members = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Object, Integer> networks = new HashMap<>();

  /**
   * @param most how many there are at most, 1 or more
   */
  public Crowd(int most) {
    this.most = most;
  }

  /**
   * What a person has.
   *
   * @param from where the person was first heard of
   * @param fresh makes it for a person who is new
   */
  public V of(K who, InetAddress from, Supplier<V> fresh) {
    Member<V> known = members.get(who);
    if (known == null) {
      if (members.size() == most) {
        oneLess();
      }
      known = new Member<>(IpAddresses.network(from), fresh.get());
      members.put(who, known);
      networks.merge(known.network(), 1, Integer::sum);
    }
    return known.value();
  }

  private void oneLess() {
    int crowded = Collections.max(networks.values());
    K leaving =
        members.entrySet().stream()
            .filter(member -> networks.get(member.getValue().network()) == crowded)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    networks.computeIfPresent(
        members.remove(leaving).network(), (same, count) -> count == 1 ? null : count - 1);
  }

  /** What everybody has, by person; a copy. */
  public Map<K, V> all() {
    Map<K, V> all = new LinkedHashMap<>();
    members.forEach((who, member) -> all.put(who, member.value()));
    return all;
  }

  /** Forgets all. */
  public void clear() {
    members.clear();
    networks.clear();
  }
}
