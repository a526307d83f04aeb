package portside.experiments.conflict;

import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import portside.experiments.Lacking;
import portside.net.Protocol;

/**
 * Two listeners that ask for one port, one after the other.
 *
 * @param first the first one
 * @param second the second one; null if the system refused it
 * @param error what the system said to the second one; null if it listens
 */
record Pair(Listener first, @Nullable Listener second, @Nullable String error)
    implements AutoCloseable {
  private static final int ATTEMPTS = 20;

  /**
   * Where a listener wants to be.
   *
   * @param address an address of this computer
   * @param protocol TCP or UDP
   */
  record Place(InetAddress address, Protocol protocol) {}

  /**
   * Opens both at a number that each could have alone, so that only the first can be in the way of
   * the second.
   *
   * @throws IOException when the system refuses even the first, in its words
   */
  static Pair open(Place first, Place second, Listener.Options options) throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port;
      try (Listener alone = open(first, 0, options)) {
        port = alone.port();
      }
      if (!isTaken(second, port, options)) {
        Pair pair = open(first, second, port, options);
        if (pair != null) {
          return pair;
        }
      }
    }
    throw new Lacking("no-port");
  }

  private static @Nullable Pair open(Place first, Place second, int port, Listener.Options options)
      throws IOException {
    Listener listener;
    try {
      listener = open(first, port, options);
    } catch (IOException somebodyWasFaster) {
      return null;
    }
    try {
      return new Pair(listener, open(second, port, options), null);
    } catch (IOException refused) {
      return new Pair(listener, null, words(refused));
    }
  }

  /** Whether somebody else has the second place. What is impossible there anyway is not taken. */
  private static boolean isTaken(Place place, int port, Listener.Options options) {
    try (Listener alone = open(place, port, options)) {
      return alone.port() != port;
    } catch (IOException refused) {
      try (Listener anywhere = open(place, 0, options)) {
        return anywhere.port() > 0;
      } catch (IOException impossible) {
        return false;
      }
    }
  }

  private static Listener open(Place place, int port, Listener.Options options) throws IOException {
    return Listener.open(place.address(), port, place.protocol(), options);
  }

  static String words(IOException refused) {
    String message = refused.getMessage();
    return message == null ? refused.getClass().getSimpleName() : message;
  }

  /** {@code both-listen} or {@code second-fails}. */
  String outcome() {
    return second == null ? "second-fails" : "both-listen";
  }

  @Override
  public void close() throws IOException {
    try (first;
        Listener other = second) {
      assert other == second; // closed with the first
    }
  }
}
