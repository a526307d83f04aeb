package portside.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.websocket.WsConfig;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import portside.experiments.RunState;
import portside.page.Json;
import portside.runs.Runs;

/**
 * The one live connection of each page. A page says which runs it shows; it then hears that one of
 * them has changed, and asks for the change like for any other page, with the same rules of access.
 * So a message never carries what its listener may not see, and whoever missed one catches up by
 * asking again.
 */
public final class Live {
  private static final int WATCHED = 50;

  private final Runs runs;
  private final Map<Session, Listener> listeners = new ConcurrentHashMap<>();

  /**
   * @param runs whose changes are told
   */
  public Live(Runs runs) {
    this.runs = runs;
    runs.listen(this::changed);
  }

  /** {@code /events} */
  public void events(WsConfig ws) {
    ws.onConnect(ctx -> listeners.put(ctx.session, new Listener(ctx.session)));
    ws.onMessage(ctx -> read(ctx.session, ctx.message()));
    ws.onBinaryMessage(ctx -> ctx.session.close(1003, "not text", Callback.NOOP));
    ws.onClose(ctx -> listeners.remove(ctx.session));
    ws.onError(ctx -> listeners.remove(ctx.session));
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
      session.close(1003, "not JSON", Callback.NOOP);
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
}
