package portside.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import portside.Settings;
import portside.Site;
import portside.experiments.Experiment;
import portside.experiments.Register;
import portside.net.IpAddresses;

/** The site in this process, on a free port, as a host and a guest call it over HTTP. */
public final class TestSite implements AutoCloseable {
  /** The key of the test's site. */
  public static final String KEY = "a-key-for-the-tests";

  static final Path COURSE = BuiltCourse.folder();

  private final Site site;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Patience.LIMIT)
          .build();

  private TestSite(Site site) {
    this.site = site;
  }

  /** How many pages have a live connection to it. */
  public int connected() {
    return site.connected();
  }

  /** Starts the site with the course of this build on a free port of 127.0.0.1. */
  public static TestSite start() {
    return start("127.0.0.1");
  }

  /** The same on another address of this computer. */
  public static TestSite start(String host) {
    return start(host, 0, COURSE);
  }

  /** The same on a port of 127.0.0.1, such as one that another site has just left. */
  public static TestSite startAt(int port) {
    return start("127.0.0.1", port, COURSE);
  }

  /** The same with another course. */
  public static TestSite start(Path content) {
    return start("127.0.0.1", 0, content);
  }

  /** The same with an experiment of the test in the place of the one that has its name. */
  public static TestSite with(Experiment<?, ?> other) {
    return start("127.0.0.1", 0, COURSE, register -> register.with(other));
  }

  /** The same, which keeps its class in a data folder. */
  public static TestSite keeping(Path data) {
    return start("127.0.0.1", 0, COURSE, register -> register, data);
  }

  /** The same on a port that another site has just left. */
  public static TestSite keepingAt(int port, Path data) {
    return start("127.0.0.1", port, COURSE, register -> register, data);
  }

  private static TestSite start(String host, int port, Path content) {
    return start(host, port, content, register -> register);
  }

  private static TestSite start(
      String host, int port, Path content, UnaryOperator<Register> change) {
    return start(host, port, content, change, null);
  }

  private static TestSite start(
      String host, int port, Path content, UnaryOperator<Register> change, @Nullable Path data) {
    // Named, so that not every site of the tests starts all others first, which have no Flask.
    Path python = LessonPython.ready().orElse(null);
    return new TestSite(
        Site.start(
            new Settings(
                IpAddresses.parse(host).orElseThrow(),
                port,
                KEY,
                null,
                content,
                python,
                null,
                data),
            change));
  }

  /** {@code http://127.0.0.1:PORT} */
  public String origin() {
    return "http://127.0.0.1:" + site.port();
  }

  /** The link that makes a browser the host. */
  public String hostLink() {
    return origin() + "/?key=" + KEY;
  }

  /** The port that it listens on. */
  public int port() {
    return site.port();
  }

  /** A request to a path, to be completed. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin() + path)).timeout(Patience.LIMIT);
  }

  /** Sends a request. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Gets a page as a browser of a guest does. */
  public HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "text/html"));
  }

  /** Posts JSON as a program of the host does. */
  public HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + KEY)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  @Override
  public void close() {
    site.close();
  }
}
