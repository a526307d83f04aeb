package portside.room;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * One page that listens. Writing never blocks: what the network does not take yet waits in a short
 * queue, and who lets it fill is disconnected; its page connects again and catches up.
 */
final class Listener {
  private static final int QUEUE = 64;

  private final Session session;
  private final Deque<String> queue = new ArrayDeque<>(); // guarded by itself
  private boolean writing; // guarded by queue

  volatile Set<String> watched = Set.of();

  Listener(Session session) {
    this.session = session;
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
