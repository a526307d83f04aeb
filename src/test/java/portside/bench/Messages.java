package portside.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What comes over one WebSocket, taken apart: the head of the upgrade, then frames. */
final class Messages {
  /** A frame with a text (RFC 6455 §5.2). */
  static final int TEXT = 1;

  private static final int CONTINUED = 0;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final Pattern VERSION = Pattern.compile("\"version\":([0-9]+)");

  /** All pages hear the same bytes: they are read once, and then only compared. */
  private static byte[] known = {};

  private static long knownVersion;

  private byte[] bytes = new byte[4_096];
  private int begin; // of what was not taken yet
  private int end;
  private byte[] last = {};

  /** Keeps what came. */
  void add(ByteBuffer came) {
    if (begin == end) {
      begin = 0;
      end = 0;
    }
    if (end + came.remaining() > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + came.remaining()));
    }
    int length = came.remaining();
    came.get(bytes, end, length);
    end += length;
  }

  /**
   * Takes the answer to the upgrade.
   *
   * @return false when it is not complete yet
   */
  boolean upgraded() {
    String head = new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
    int headEnd = head.indexOf("\r\n\r\n");
    if (headEnd < 0) {
      return false;
    }
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError(head);
    }
    begin += headEnd + 4;
    return true;
  }

  /**
   * Takes the frames that are complete, up to the next text; pings are answered as a browser does.
   *
   * @return the version that the text tells of, or -1 when there is no whole text
   */
  long next(SocketChannel channel) throws IOException {
    while (end - begin >= 2) {
      int first = bytes[begin];
      int length = bytes[begin + 1] & 0x7f;
      if (length == 127) {
        throw new AssertionError("a message of more than 65,535 bytes");
      }
      int head = length == 126 ? 4 : 2;
      if (end - begin < head) {
        return -1;
      }
      if (length == 126) {
        length = (bytes[begin + 2] & 0xff) << 8 | bytes[begin + 3] & 0xff;
      }
      if (end - begin < head + length) {
        return -1;
      }
      byte[] payload = Arrays.copyOfRange(bytes, begin + head, begin + head + length);
      begin += head + length;
      int opcode = first & 0x0f;
      if (opcode == PING) {
        channel.write(frame(PONG, payload));
      } else if (opcode == TEXT && first < 0) { // the first bit: it is the whole message
        last = payload;
        return version(payload);
      } else {
        throw new AssertionError(
            (opcode == TEXT || opcode == CONTINUED ? "a message in parts" : "opcode " + opcode)
                + ": "
                + new String(payload, StandardCharsets.UTF_8));
      }
    }
    return -1;
  }

  private static long version(byte[] payload) {
    if (!Arrays.equals(payload, known)) {
      Matcher version = VERSION.matcher(new String(payload, StandardCharsets.UTF_8));
      if (!version.find()) {
        throw new AssertionError(new String(payload, StandardCharsets.UTF_8));
      }
      known = payload;
      knownVersion = Long.parseLong(version.group(1));
    }
    return knownVersion;
  }

  /** The last text. */
  String last() {
    return new String(last, StandardCharsets.UTF_8);
  }

  /** A frame of at most 125 bytes as a browser sends it, masked with zeros. */
  static ByteBuffer frame(int opcode, byte[] payload) {
    return ByteBuffer.allocate(payload.length + 6)
        .put((byte) (0x80 | opcode))
        .put((byte) (0x80 | payload.length))
        .putInt(0)
        .put(payload)
        .flip();
  }
}
