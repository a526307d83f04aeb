package portside.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt to get an HTTP answer at an address of this computer.
 *
 * @param answer what came
 * @param elapsedMicros from the first packet to the first bytes of the answer, or to the failure
 * @param error the system's own words; null when it answered
 */
public record Knock(Answer answer, long elapsedMicros, @Nullable String error) {

  /** What came of it. */
  public enum Answer {
    /** Somebody spoke HTTP. */
    ANSWERED,
    /** The other side refused at once: nobody listens at that door (RFC 9293 §3.5.2). */
    REFUSED,
    /** Nothing came in time, or there is no way to that address. */
    NO_ANSWER
  }

  /**
   * Connects, sends one GET request and waits for the beginning of the answer.
   *
   * @param door where to connect to. Not 0.0.0.0: Java puts another address in its place
   *     (NioSocketImpl), so that it has to be left to other programs
   * @param port 1 to 65535
   * @param target what is asked for, such as {@code /?a=b}
   * @param patience how long to wait for the connection, and again for the answer
   * @throws IllegalArgumentException for a wildcard address
   */
  public static Knock at(InetAddress door, int port, String target, Duration patience) {
    if (door.isAnyLocalAddress()) {
      throw new IllegalArgumentException("Java does not connect to " + IpAddresses.text(door));
    }
    int millis = (int) patience.toMillis();
    long start = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(door, port), millis);
      socket.setSoTimeout(millis);
      String request =
          "GET %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
              .formatted(target, IpAddresses.inUrl(door), port);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] first = socket.getInputStream().readNBytes("HTTP/1.".length());
      boolean http = new String(first, StandardCharsets.US_ASCII).equals("HTTP/1.");
      long elapsed = micros(start);
      // Read to the end, so that closing sends no reset that the server would complain of.
      socket.getInputStream().readNBytes(64_000);
      return http
          ? new Knock(Answer.ANSWERED, elapsed, null)
          : new Knock(Answer.NO_ANSWER, elapsed, "the connection was closed without an answer");
    } catch (IOException e) {
      return new Knock(refused(e) ? Answer.REFUSED : Answer.NO_ANSWER, micros(start), words(e));
    }
  }

  /** ECONNREFUSED is a ConnectException, and so is the system's own time-out, which is none. */
  private static boolean refused(IOException e) {
    return e instanceof ConnectException && !words(e).contains("timed out");
  }

  private static String words(IOException e) {
    if (e instanceof SocketTimeoutException && e.getMessage() == null) {
      return "timed out";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static long micros(long start) {
    return (System.nanoTime() - start) / 1_000;
  }
}
