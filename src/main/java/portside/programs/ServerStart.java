package portside.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;

/** Tries whether a lesson's server starts and answers its first page. */
public final class ServerStart {
  /** Where it is tried. */
  public static final InetAddress HOST = IpAddresses.LOOPBACK;

  private static final Duration PAUSE = Duration.ofMillis(50);

  private ServerStart() {}

  /**
   * Starts a server, asks for its first page and ends it.
   *
   * @param command how it starts, on {@link #HOST}
   * @param port the port that the command names
   * @return why it did not answer, or empty when it did
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public static Optional<String> of(Children children, Command command, int port)
      throws IOException, InterruptedException {
    List<String> said = new CopyOnWriteArrayList<>();
    try (Child child = children.start(command, (stream, text) -> said.add(text))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + IpAddresses.inUrl(HOST) + ":" + port + "/"))
              .timeout(Child.START_PATIENCE)
              .build();
      HttpClient client = HttpClient.newHttpClient();
      long end = System.nanoTime() + Child.START_PATIENCE.toNanos();
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
      return Optional.of(
          "it said nothing for " + Child.START_PATIENCE.toSeconds() + " seconds" + last(said));
    }
  }

  private static String last(List<String> said) {
    return said.isEmpty() ? "" : ": " + said.get(said.size() - 1).strip();
  }

  /**
   * A port of {@link #HOST} that was free a moment ago.
   *
   * @throws IOException when there is none
   */
  public static int freePort() throws IOException {
    return Binding.portForAProgram(HOST).orElseThrow(() -> new IOException("no free port"));
  }
}
