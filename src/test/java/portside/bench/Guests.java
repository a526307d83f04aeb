package portside.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The devices of a class on loopback, as their pages behave: each holds a live connection, and asks
 * for the part that everyone sees when it hears of a change, within the spread that it is told.
 */
final class Guests implements AutoCloseable {
  private static final Pattern PART = Pattern.compile("\"part\":\"([^\"]+)\"");
  private static final Pattern SPREAD = Pattern.compile("\"spread\":([0-9]+)");

  /** As {@code live/Topics} spreads them. */
  private static final int EACH_MILLISECOND = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * As {@code live.js} comes back: it tries after a pause that doubles, and loads the page anew.
   */
  private static final int FIRST_RETRY = 500;

  private static final int LONGEST_RETRY = 2_000;
  private static final int RELOAD_SPREAD = 2_000;

  private final String origin;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Guest> guests = new ArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private volatile boolean lasting = true; // whether no connection may end
  private volatile long heard; // when the presenter's page heard of the last change
  private WebSocket presenter;
  private final AtomicReference<Wave> waited = new AtomicReference<>();

  /** One change, and who has seen it. */
  private record Wave(Predicate<String> seen, AtomicInteger left, CompletableFuture<Long> last) {}

  private final class Guest implements WebSocket.Listener {
    private final String cookie;
    private volatile WebSocket socket;
    private volatile Wave counted;

    Guest(String cookie) {
      this.cookie = cookie;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      from.request(1);
      Matcher part = PART.matcher(text);
      if (part.find()) {
        saw(unpacked(part.group(1)));
        return null;
      }
      Matcher spread = SPREAD.matcher(text);
      long pause = spread.find() ? (long) (Math.random() * Long.parseLong(spread.group(1))) : 0;
      CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS).execute(this::ask);
      return null;
    }

    private void ask() {
      client
          .sendAsync(request("/room/now", cookie).build(), BodyHandlers.ofString())
          .whenComplete(
              (answer, failed) -> {
                if (failed != null || answer.statusCode() != 200) {
                  errors.add(failed == null ? "" + answer.statusCode() : failed.toString());
                } else {
                  saw(answer.body());
                }
              });
    }

    private void saw(String part) {
      Wave wave = waited.get();
      if (wave != null && counted != wave && wave.seen().test(part)) {
        counted = wave;
        if (wave.left().decrementAndGet() == 0) {
          wave.last().complete(System.nanoTime());
        }
      }
    }

    CompletableFuture<WebSocket> connect() {
      return client
          .newWebSocketBuilder()
          .header("Origin", origin)
          .header("Cookie", cookie)
          .buildAsync(URI.create(origin.replace("http", "ws") + "/events"), this);
    }

    void listen() {
      connect()
          .thenAccept(
              opened -> {
                socket = opened;
                opened.sendText("{\"watch\":[\"room.en\"]}", true);
              })
          .join();
    }

    private void comeBack(int pause) {
      later(
          (int) (pause * (0.5 + Math.random() / 2)),
          () ->
              connect()
                  .whenComplete(
                      (opened, failed) -> {
                        if (failed == null) {
                          get("/health");
                          later((int) (Math.random() * RELOAD_SPREAD), () -> reload(opened));
                        } else {
                          comeBack(Math.min(pause * 2, LONGEST_RETRY));
                        }
                      }));
    }

    private void reload(WebSocket before) {
      before.abort();
      get("/en/wildcard");
      get("/join/mine");
      listen();
    }

    private void get(String path) {
      HttpResponse<String> answer =
          client.sendAsync(request(path, cookie).build(), BodyHandlers.ofString()).join();
      if (answer.statusCode() != 200) {
        errors.add(path + " " + answer.statusCode());
      }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      over(from, error.toString());
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      over(from, status + " " + reason);
      return null;
    }

    private void over(WebSocket from, String why) {
      if (lasting) {
        errors.add("live connection closed: " + why);
      } else if (from == socket) {
        socket = null;
        comeBack(FIRST_RETRY);
      }
    }
  }

  private static void later(int millis, Runnable act) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(act);
  }

  /** From now on a connection that ends is made again, as pages do. */
  void outlive() {
    lasting = false;
  }

  private static String unpacked(String part) {
    byte[] bytes = Base64.getDecoder().decode(part);
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Guests(String origin) {
    this.origin = origin;
  }

  private HttpRequest.Builder request(String path, String cookie) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .timeout(PATIENCE)
            .header("Origin", origin);
    return cookie == null ? request : request.header("Cookie", cookie);
  }

  private HttpRequest form(String path, String body, String cookie) {
    return request(path, cookie)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** So many more join, and listen. */
  void join(int count) {
    List<Guest> come = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      HttpResponse<String> joined =
          client.sendAsync(form("/join", "name=", null), BodyHandlers.ofString()).join();
      come.add(
          new Guest(
              joined.headers().allValues("Set-Cookie").stream()
                  .filter(cookie -> cookie.contains("-person="))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError(joined.body()))
                  .split(";")[0]));
    }
    for (Guest guest : come) {
      guest.listen();
    }
    guests.addAll(come);
  }

  /**
   * How long something took, in milliseconds.
   *
   * @param whole from the presenter's request until the last device showed it
   * @param told from when it was on the disk and told until then
   */
  record Took(double whole, double told) {}

  /** The presenter's own page, which hears when a change is told, and asks for nothing. */
  void present(String key) {
    presenter =
        client
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + key)
            .buildAsync(
                URI.create(origin.replace("http", "ws") + "/events"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean all) {
                    heard = System.nanoTime();
                    from.request(1);
                    return null;
                  }
                })
            .join();
    presenter.sendText("{\"watch\":[\"room\"]}", true);
  }

  /**
   * What no change can beat: the same devices ask for an answer that is always the same, within the
   * same spread.
   *
   * @return how long until the last one has it, in milliseconds
   */
  double floor() {
    long start = System.nanoTime();
    CompletableFuture.allOf(
            guests.stream()
                .map(
                    guest ->
                        CompletableFuture.supplyAsync(
                                () -> request("/health", guest.cookie).build(),
                                CompletableFuture.delayedExecutor(
                                    (long) (Math.random() * guests.size() / EACH_MILLISECOND),
                                    TimeUnit.MILLISECONDS))
                            .thenCompose(ask -> client.sendAsync(ask, BodyHandlers.ofString())))
                .toArray(CompletableFuture[]::new))
        .join();
    return (System.nanoTime() - start) / 1e6;
  }

  /**
   * Does something and waits until every device shows it.
   *
   * @param seen whether a part shows it
   */
  Took until(Predicate<String> seen, Runnable act) {
    Wave wave = new Wave(seen, new AtomicInteger(guests.size()), new CompletableFuture<>());
    waited.set(wave);
    long start = System.nanoTime();
    act.run();
    long last = wave.last().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    return new Took((last - start) / 1e6, (last - heard) / 1e6);
  }

  /**
   * All answer at once.
   *
   * @return how long until the last of them was told that it is saved, in milliseconds
   */
  double answer(String poll, String choice) {
    long start = System.nanoTime();
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (Guest guest : guests) {
      String body = "poll=" + poll + "&round=1&choice=" + choice;
      all.add(client.sendAsync(form("/join/answer", body, guest.cookie), BodyHandlers.ofString()));
    }
    all.forEach(
        each -> {
          HttpResponse<String> answer = each.join();
          if (answer.statusCode() != 200 || !answer.body().contains("\"saved\":true")) {
            errors.add(answer.statusCode() + " " + answer.body());
          }
        });
    return (System.nanoTime() - start) / 1e6;
  }

  /** Everything that went wrong so far. */
  List<String> errors() {
    return errors;
  }

  @Override
  public void close() {
    lasting = false;
    guests.stream().map(guest -> guest.socket).filter(Objects::nonNull).forEach(WebSocket::abort);
    if (presenter != null) {
      presenter.abort();
    }
  }
}
