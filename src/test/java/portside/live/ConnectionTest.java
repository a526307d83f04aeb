package portside.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.access.Access;
import portside.access.Role;
import portside.experiments.Registered;
import portside.experiments.Trial;
import portside.experiments.Watchers;
import portside.page.Json;
import portside.runs.Doing;
import portside.runs.Runs;
import portside.testing.Patience;
import portside.testing.RawWebSocket;

/** The live connection alone, without a site around it: how long it lives, and who is on it. */
final class ConnectionTest {
  private static final Duration IDLE = Duration.ofSeconds(3);
  private static final String KEY = "a-key-for-the-tests";

  private final CountDownLatch over = new CountDownLatch(1);

  /** Goes on until the test has seen enough. */
  private final Doing going =
      new Doing(
          "going",
          3,
          run -> {
            over.await();
            run.settle("said", new Doing.None());
          });

  private final Runs runs = new Runs();
  private final Live live = new Live(runs);
  private final Javalin server = start(live);

  private static Javalin start(Live live) {
    Access access = new Access(KEY);
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.host = "127.0.0.1";
              config.jetty.port = 0;
              config.routes.wsBeforeUpgrade(access::checkUpgrade).ws("/events", live::events);
            })
        .start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop();
    runs.close();
  }

  private String run() {
    return runs.start(Registered.of(going), Map.of(), Trial.host(), null).id();
  }

  private RawWebSocket connect() {
    return RawWebSocket.open("127.0.0.1", server.port());
  }

  private static String watch(String topics) {
    return "{\"watch\":[" + topics + "]}";
  }

  @Test
  void a_connection_on_which_nothing_happens_outlasts_the_idle_limit_and_still_hears()
      throws IOException {
    String run = run();
    // The others have a minute: on a busy machine a page is silent for longer than this.
    Javalin hasty = start(new Live(runs, IDLE));
    try (RawWebSocket page = RawWebSocket.open("127.0.0.1", hasty.port())) {
      page.send(watch("\"run:" + run + "\""));
      assertTrue(page.read().contains("\"run:" + run + "\""));
      long start = System.nanoTime();
      while (System.nanoTime() - start < 2 * IDLE.toNanos()) {
        assertEquals("ping", page.readAny());
      }
      over.countDown();
      assertTrue(page.read().contains("\"run:" + run + "\""));
    } finally {
      hasty.stop();
    }
  }

  @Test
  void a_connection_that_was_opening_when_the_key_changed_is_not_the_hosts() throws IOException {
    Access access = new Access(KEY);
    Javalin late =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  config
                      .routes
                      .wsBeforeUpgrade(
                          ctx -> {
                            access.checkUpgrade(ctx);
                            if (Access.role(ctx) == Role.HOST) {
                              access.changeKey(ctx);
                              live.hangUp();
                            }
                          })
                      .ws("/events", live::events);
                })
            .start();
    String head = "Host: 127.0.0.1:%d%nUpgrade: websocket%nConnection: Upgrade%n%s%n";
    String host = head.formatted(late.port(), "Authorization: Bearer " + KEY);
    String guest = head.formatted(late.port(), "Origin: http://127.0.0.1:" + late.port());
    try (RawWebSocket page = RawWebSocket.ask(late.port(), host);
        RawWebSocket other = RawWebSocket.ask(late.port(), guest)) {
      assertEquals("closed 1012", page.read());
      other.send(watch("\"room\""));
      assertTrue(other.read().contains("room"), "a guest is what it was");
    } finally {
      late.stop();
    }
  }

  @Test
  void a_run_knows_who_follows_it() throws Exception {
    String run = run();
    assertEquals(Watchers.NONE, runs.watchers(run));
    String topic = watch("\"run:" + run + "\"");
    try (RawWebSocket guest = connect()) {
      guest.send(topic);
      guest.send(topic); // says nothing new
      await(run, watchers -> watchers.pages() == 1 && watchers.hosts() == 0);
      WebSocket tab = host(topic, new LinkedBlockingQueue<>());
      WebSocket other = host(topic, new LinkedBlockingQueue<>());
      Watchers three = await(run, watchers -> watchers.pages() == 3);
      assertEquals(2, three.hosts());
      assertEquals(null, three.left());
      tab.abort();
      Watchers two = await(run, watchers -> watchers.pages() == 2);
      assertEquals(1, two.hosts());
      assertEquals(null, two.left(), "one is still there");
      other.sendText(watch(""), true); // shows something else now
      Watchers one = await(run, watchers -> watchers.pages() == 1);
      assertEquals(0, one.hosts());
      assertTrue(one.left() != null, "the last page of the host has gone");
      other.abort();
    }
    await(run, watchers -> watchers.pages() == 0);
  }

  @Test
  void a_topic_is_heard_by_those_who_may() throws Exception {
    Topic room = live.topic("room", Role.GUEST);
    Topic desk = live.topic("desk", Role.HOST);
    room.changed(7);
    String both = watch("\"room\",\"desk\",\"kitchen\"");
    BlockingQueue<String> host = new LinkedBlockingQueue<>();
    WebSocket page = host(both, host);
    assertEquals(news("room", 7), host.poll(Patience.SECONDS, TimeUnit.SECONDS));
    assertEquals(news("desk", 0), host.poll(Patience.SECONDS, TimeUnit.SECONDS));
    assertEquals(news("kitchen", -1), host.poll(Patience.SECONDS, TimeUnit.SECONDS));
    try (RawWebSocket guest = connect()) {
      guest.send(both);
      assertEquals(news("room", 7), guest.read());
      assertEquals(news("desk", -1), guest.read());
      assertEquals(news("kitchen", -1), guest.read());
      desk.changed(1);
      room.changed(8);
      assertEquals(news("room", 8), guest.read(), "and nothing of the desk");
    }
    assertEquals(news("desk", 1), host.poll(Patience.SECONDS, TimeUnit.SECONDS));
    assertEquals(news("room", 8), host.poll(Patience.SECONDS, TimeUnit.SECONDS));
    page.abort();
  }

  @Test
  void news_may_bring_along_what_everybody_would_ask_for() throws Exception {
    Topic room = live.topic("room.en", Role.GUEST);
    assertFalse(room.isFollowed());
    try (RawWebSocket guest = connect()) {
      guest.send(watch("\"room.en\""));
      assertEquals(news("room.en", 0), guest.read());
      assertTrue(room.isFollowed());
      room.changed(3, new byte[] {31, (byte) 139, 8});
      JsonNode told = Json.read(guest.read());
      assertEquals(3, told.path("version").asInt());
      assertArrayEquals(new byte[] {31, (byte) 139, 8}, told.path("part").binaryValue());
    }
  }

  /** How many are here is shown; who leaves the network shall not be counted for ever. */
  @Test
  void each_page_that_comes_or_goes_is_heard_of() throws Exception {
    Topic room = live.topic("room", Role.GUEST);
    AtomicInteger heard = new AtomicInteger();
    room.listen(heard::incrementAndGet);
    try (RawWebSocket guest = connect()) {
      guest.send(watch("\"room\""));
      guest.send(watch("\"room\",\"kitchen\"")); // it follows the room already
      assertEquals(news("room", 0), guest.read());
      assertEquals(news("kitchen", -1), guest.read());
      assertEquals(1, heard.get());
    }
    Patience.until(() -> "nobody said that it is gone", () -> heard.get() == 2);
  }

  private static String news(String topic, int version) {
    return Topics.news(topic, version, 0);
  }

  @Test
  void where_many_follow_the_guests_share_the_time_in_which_they_ask() throws Exception {
    Topic room = live.topic("room", Role.GUEST);
    BlockingQueue<String> host = new LinkedBlockingQueue<>();
    WebSocket page = host(watch("\"room\""), host);
    assertEquals(news("room", 0), host.poll(Patience.SECONDS, TimeUnit.SECONDS));
    RawWebSocket[] guests = new RawWebSocket[40];
    for (int i = 0; i < guests.length; i++) {
      guests[i] = connect();
      guests[i].send(watch("\"room\""));
      assertEquals(news("room", 0), guests[i].read());
    }
    room.changed(1);
    for (RawWebSocket guest : guests) {
      assertEquals(Topics.news("room", 1, 8), guest.read());
      guest.close();
    }
    assertEquals(
        news("room", 1), host.poll(Patience.SECONDS, TimeUnit.SECONDS), "the host never waits");
    page.abort();
  }

  private Watchers await(String run, Predicate<Watchers> expected) {
    return Patience.until(() -> runs.watchers(run).toString(), () -> runs.watchers(run), expected);
  }

  /** A page of the host, who shows the key. */
  private WebSocket host(String says, BlockingQueue<String> heard) {
    String origin = "127.0.0.1:" + server.port();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + KEY)
            .buildAsync(
                URI.create("ws://" + origin + "/events"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket same, CharSequence text, boolean last) {
                    heard.add(text.toString());
                    same.request(1);
                    return null;
                  }
                })
            .join();
    socket.sendText(says, true).join();
    return socket;
  }
}
