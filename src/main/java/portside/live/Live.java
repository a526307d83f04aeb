package portside.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Role;
import portside.experiments.RunState;
import portside.page.Json;
import portside.runs.Runs;

/**
 * The one live connection of each page. A page says which topics it shows: {@code run:ID} for a
 * run, or one that is {@linkplain #topic told of} here. It then hears that one of them has changed,
 * and asks for the change like for any other page, with the same rules of access. So a message
 * never carries what its listener may not see, and whoever missed one catches up by asking again.
 */
public final class Live {
  /** A connection on which nothing has come or gone for so long is closed; pings keep it open. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private static final String RUN = "run:";
  private static final int FOLLOWED = 50;
  private static final int LONGEST_NAME = 80;

  /** No topic has it; the page asks, and learns that nobody knows what it shows. */
  private static final long UNKNOWN = -1;

  private final Runs runs;
  private final Duration idle;
  private final Map<Session, Listener> listeners = new ConcurrentHashMap<>();
  private final Topics followers = new Topics();
  private final Map<String, Topic> topics = new ConcurrentHashMap<>();

  /**
   * @param runs whose changes are told
   */
  public Live(Runs runs) {
    this(runs, IDLE);
  }

  /**
   * @param idle after how long without a byte a connection is closed
   */
  Live(Runs runs, Duration idle) {
    this.runs = runs;
    this.idle = idle;
    runs.listen(run -> followers.tell(RUN + run.id(), run.version()));
  }

  /**
   * Opens a topic for pages to follow.
   *
   * @param name such as {@code room}
   * @param mayHear who may know that it changes
   */
  public Topic topic(String name, Role mayHear) {
    Topic topic = new Topic(name, mayHear, followers);
    topics.put(name, topic);
    return topic;
  }

  /** {@code /events} */
  public void events(WsConfig ws) {
    ws.onConnect(this::connected);
    ws.onMessage(ctx -> read(ctx.session, ctx.message()));
    ws.onBinaryMessage(ctx -> ctx.session.close(StatusCode.BAD_DATA, "not text", Callback.NOOP));
    ws.onClose(this::gone);
    ws.onError(this::gone);
  }

  /** How many pages are connected now. */
  public int connected() {
    return listeners.size();
  }

  /** Ends every connection; the pages connect again by themselves, with what they may then. */
  public void hangUp() {
    listeners.keySet().forEach(Live::hangUp);
  }

  private static void hangUp(Session session) {
    session.close(StatusCode.SERVICE_RESTART, "connect again", Callback.NOOP);
  }

  private void connected(WsContext ctx) {
    ctx.session.setIdleTimeout(idle);
    listeners.put(ctx.session, new Listener(ctx.session, Access.caller(ctx)));
    if (!Access.isStill(ctx)) { // it came too late for those who hung up on all
      hangUp(ctx.session);
    }
    // Browsers answer a ping by themselves (RFC 6455 §5.5.2), even for a page that sleeps.
    ctx.enableAutomaticPings(idle.toMillis() / 3, TimeUnit.MILLISECONDS);
  }

  private void gone(WsContext ctx) {
    ctx.disableAutomaticPings();
    Listener listener = listeners.remove(ctx.session);
    if (listener != null) {
      listener.close();
    }
  }

  /** {@code {"watch":["topic", …]}} replaces what the page follows; nothing else is understood. */
  private void read(Session session, String message) {
    Listener listener = listeners.get(session);
    if (listener == null) {
      return;
    }
    try {
      JsonNode watch = Json.read(message).path("watch");
      if (watch.isArray()) {
        Set<String> wanted = new LinkedHashSet<>();
        for (JsonNode topic : watch) {
          if (wanted.size() < FOLLOWED && topic.asText().length() <= LONGEST_NAME) {
            wanted.add(topic.asText());
          }
        }
        listener.follow(wanted, topic -> follow(topic, listener));
      }
    } catch (JsonProcessingException e) {
      session.close(StatusCode.BAD_DATA, "not JSON", Callback.NOOP);
    }
  }

  /** What changed before the page began to follow is told at once, so that it misses nothing. */
  private Runnable follow(String name, Listener listener) {
    if (name.startsWith(RUN)) {
      String id = name.substring(RUN.length());
      Runnable leave = runs.watch(id, listener.caller()).orElse(null);
      if (leave != null) {
        followers.follow(name, listener);
      }
      long version = runs.find(id).map(RunState::version).orElse(UNKNOWN);
      listener.send(Topics.news(name, version, 0));
      return () -> {
        followers.leave(name, listener);
        if (leave != null) {
          leave.run();
        }
      };
    }
    @Nullable Topic topic = topics.get(name);
    if (topic == null || !listener.caller().role().may(topic.mayHear())) {
      listener.send(Topics.news(name, UNKNOWN, 0));
      return () -> {};
    }
    topic.follow(listener);
    listener.send(Topics.news(name, topic.version(), 0));
    return () -> topic.leave(listener);
  }
}
