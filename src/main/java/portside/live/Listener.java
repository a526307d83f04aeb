package portside.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import portside.access.Caller;

/**
 * One page that listens. Writing never blocks: what the network does not take yet waits in a short
 * queue, and who lets it fill is disconnected; its page connects again and catches up.
 */
final class Listener {
  private static final int QUEUE = 64;

  private final Session session;
  private final Caller caller;
  private final Deque<String> queue = new ArrayDeque<>(); // guarded by itself
  private boolean writing; // guarded by queue

  /** How each topic that it follows is left; guarded by this. */
  private final Map<String, Runnable> followed = new HashMap<>();

  private boolean closed; // guarded by this

  Listener(Session session, Caller caller) {
    this.session = session;
    this.caller = caller;
  }

  /** Whose page it is. */
  Caller caller() {
    return caller;
  }

  /**
   * Follows these topics and no others.
   *
   * @param follow follows one that is new, and returns how it is left
   */
  synchronized void follow(Set<String> topics, Function<String, Runnable> follow) {
    if (closed) {
      return;
    }
    followed
        .entrySet()
        .removeIf(
            each -> {
              boolean over = !topics.contains(each.getKey());
              if (over) {
                each.getValue().run();
              }
              return over;
            });
    topics.forEach(topic -> followed.computeIfAbsent(topic, follow));
  }

  /** Its page has gone. */
  synchronized void close() {
    closed = true;
    followed.values().forEach(Runnable::run);
    followed.clear();
  }

  void send(String message) {
    synchronized (queue) {
      if (queue.size() == QUEUE) {
        queue.clear();
        session.disconnect();
        return;
      }
      queue.add(message);
      if (writing) {
        return;
      }
      writing = true;
    }
    writeNext();
  }

  private void writeNext() {
    String next;
    synchronized (queue) {
      next = queue.poll();
      if (next == null) {
        writing = false;
        return;
      }
    }
    session.sendText(next, Callback.from(this::writeNext, failed -> session.disconnect()));
  }
}
