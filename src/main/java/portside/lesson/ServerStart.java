package portside.lesson;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;

/** Starts a lesson's server on a free port of 127.0.0.1 and asks it for its first page. */
final class ServerStart {
  /** The host to listen on, in a command. */
  static final String HOST = "127.0.0.1";

  /** What stands for the port in a command. */
  static final String PORT = "PORT";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private ServerStart() {}

  /**
   * Tries a server and ends it.
   *
   * @param command how it starts, with {@link #PORT} for its port
   * @return why it did not answer, or empty when it did
   */
  static Optional<String> of(Children children, Command command)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> line =
        command.line().stream()
            .map(word -> word.equals(PORT) ? Integer.toString(port) : word)
            .toList();
    List<String> said = new CopyOnWriteArrayList<>();
    Command started = new Command(line, command.environment(), command.directory());
    try (Child child = children.start(started, (stream, text) -> said.add(text))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/"))
              .timeout(LIMIT)
              .build();
      HttpClient client = HttpClient.newHttpClient();
      long end = System.nanoTime() + LIMIT.toNanos();
      while (System.nanoTime() < end) {
        if (child.awaitExit(PAUSE).isPresent()) {
          return Optional.of("it ended by itself" + last(said));
        }
        try {
          int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
          return status < 500 ? Optional.empty() : Optional.of("its first page is a " + status);
        } catch (IOException notYet) {
          // it does not listen yet
        }
      }
      return Optional.of("it said nothing for " + LIMIT.toSeconds() + " seconds" + last(said));
    }
  }

  private static String last(List<String> said) {
    return said.isEmpty() ? "" : ": " + said.get(said.size() - 1).strip();
  }

  /** A port that was free a moment ago. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }
}
