package portside.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.websocket.WsConfig;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Session;
import portside.experiments.RunState;
import portside.experiments.Runs;
import portside.page.Json;

/**
 * The one live connection of each page. A page says which runs it shows; it then hears that one of
 * them has changed, and asks for the change like for any other page, with the same rules of access.
 * So a message never carries what its listener may not see, and whoever missed one catches up by
 * asking again.
 */
public final class Live {
  /** Browsers open one a page; a hundred from one device is nobody's class. */
  private static final int PER_ADDRESS = 100;

  private static final int WATCHED = 50;

  private final Runs runs;
  private final Map<Session, Listener> listeners = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> perAddress = new ConcurrentHashMap<>();

  /**
   * @param runs whose changes are told
   */
  public Live(Runs runs) {
    this.runs = runs;
    runs.listen(this::changed);
  }

  /** {@code /events} */
  public void events(WsConfig ws) {
    ws.onConnect(ctx -> connect(ctx.session));
    ws.onMessage(ctx -> read(ctx.session, ctx.message()));
    ws.onClose(ctx -> disconnect(ctx.session));
    ws.onError(ctx -> disconnect(ctx.session));
  }

  private void connect(Session session) {
    AtomicInteger count = perAddress.computeIfAbsent(address(session), a -> new AtomicInteger());
    listeners.put(session, new Listener(session));
    if (count.incrementAndGet() > PER_ADDRESS && !isLoopback(session)) {
      session.close(1008, "too many connections from one device", null);
    }
  }

  private void disconnect(Session session) {
    if (listeners.remove(session) != null) {
      perAddress.computeIfPresent(
          address(session), (a, count) -> count.decrementAndGet() == 0 ? null : count);
    }
  }

  /** {@code {"watch":["run id", …]}} replaces what the page watches. */
  private void read(Session session, String message) {
    Listener listener = listeners.get(session);
    if (listener == null) {
      return;
    }
    try {
      Set<String> watched = ConcurrentHashMap.newKeySet();
      for (JsonNode id : Json.read(message).path("watch")) {
        if (watched.size() < WATCHED && id.asText().length() <= 64) {
          watched.add(id.asText());
        }
      }
      listener.watched = watched;
      // What changed before the page began to watch is told now.
      watched.forEach(id -> runs.find(id).ifPresent(run -> listener.send(news(run))));
    } catch (JsonProcessingException e) {
      session.close(1003, "not JSON", null);
    }
  }

  private void changed(RunState run) {
    String message = null;
    for (Listener listener : listeners.values()) {
      if (listener.watched.contains(run.id())) {
        if (message == null) {
          message = news(run);
        }
        listener.send(message);
      }
    }
  }

  private static String news(RunState run) {
    return Json.write(Map.of("run", run.id(), "version", run.version(), "alive", run.alive()));
  }

  private static String address(Session session) {
    SocketAddress remote = Objects.requireNonNull(session.getRemoteSocketAddress());
    return remote instanceof InetSocketAddress inet
        ? inet.getAddress().getHostAddress()
        : remote.toString();
  }

  private static boolean isLoopback(Session session) {
    return session.getRemoteSocketAddress() instanceof InetSocketAddress inet
        && inet.getAddress().isLoopbackAddress();
  }
}
