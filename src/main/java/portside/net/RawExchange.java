package portside.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Bytes to a server of this computer and the bytes that came back, until it closed the connection.
 *
 * @param response at most {@value #MOST} bytes
 * @param elapsedMicros from the first byte out to the last byte in, in microseconds
 */
public record RawExchange(byte[] response, long elapsedMicros) {
  private static final int MOST = 64_000;

  /**
   * Connects over IPv4, sends and reads.
   *
   * @param patience for the connection, and for each piece of the answer
   * @throws java.net.ConnectException when nobody listens there
   * @throws IOException with the system's words
   */
  public static RawExchange at(InetAddress door, int port, byte[] request, Duration patience)
      throws IOException {
    int millis = (int) patience.toMillis();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET)) {
      channel.socket().connect(new InetSocketAddress(door, port), millis);
      channel.socket().setSoTimeout(millis);
      long start = System.nanoTime();
      channel.socket().getOutputStream().write(request);
      byte[] response = channel.socket().getInputStream().readNBytes(MOST);
      return new RawExchange(response, (System.nanoTime() - start) / 1_000);
    }
  }
}
