package portside.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key that makes a caller the host, and the sessions that it has opened. A session's id is
 * random and says nothing of the key; sessions live as long as this Portside.
 */
final class Sessions {
  private static final int AT_MOST = 100;

  private volatile byte[] key;
  private final Set<String> open =
      Collections.newSetFromMap(
          Collections.synchronizedMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > AT_MOST;
                }
              }));

  /** What opens one session in the place of the key, which stays out of the list of processes. */
  private final Set<String> tickets = Collections.synchronizedSet(new HashSet<>());

  Sessions(String key) {
    this.key = key.getBytes(StandardCharsets.UTF_8);
  }

  /** Takes another key from now on, at random; what the old one has opened is closed. */
  synchronized String change() {
    String next = RandomId.ofBytes(16);
    key = next.getBytes(StandardCharsets.UTF_8);
    open.clear();
    tickets.clear();
    return next;
  }

  /** Compares in a time that does not tell how much of the key was right. */
  boolean isKey(@Nullable String given) {
    return given != null && MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8));
  }

  String ticket() {
    String ticket = RandomId.ofBytes(16);
    tickets.add(ticket);
    return ticket;
  }

  /** Whether it is a ticket that nobody has used; from now on somebody has. */
  boolean use(String ticket) {
    return tickets.remove(ticket);
  }

  String open() {
    String id = RandomId.ofBytes(24);
    open.add(id);
    return id;
  }

  boolean isOpen(@Nullable String id) {
    return id != null && open.contains(id);
  }
}
