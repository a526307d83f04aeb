package portside.experiments.request;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** HTTP/1.1 as bytes and as lines (RFC 9112 §2.1). */
final class Wire {
  private static final String UNRESERVED = "/?=&-._~!$'()*+,;:@%";

  private Wire() {}

  /** The bytes of a request, as a browser would write them. */
  static byte[] request(RequestParameters asked, int port) {
    StringBuilder head = new StringBuilder();
    head.append(asked.method()).append(' ').append(target(asked.path())).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\n");
    for (String line : List.of("User-Agent: Portside", "Accept: */*")) {
      if (!RequestParameters.name(line).equals(RequestParameters.name(asked.header()))) {
        head.append(line).append("\r\n");
      }
    }
    if (!asked.header().isEmpty()) {
      head.append(asked.header()).append("\r\n");
    }
    byte[] body = new byte[0];
    boolean form = asked.method().equals("POST") || !asked.body().isEmpty();
    if (form && !asked.method().equals("GET")) {
      // What a form with the field "text" sends (HTML standard, form submission).
      body =
          ("text=" + URLEncoder.encode(asked.body(), StandardCharsets.UTF_8))
              .getBytes(StandardCharsets.US_ASCII);
      head.append("Content-Type: application/x-www-form-urlencoded\r\n");
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(body);
    return all.toByteArray();
  }

  /** The path in ASCII: other characters as percent and their bytes in UTF-8 (RFC 3986 §2.5). */
  static String target(String path) {
    StringBuilder target = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      target.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return target.toString();
  }

  /** A message cut into lines, each with what it is. */
  static List<WireLine> lines(byte[] message, String first) {
    String text = new String(message, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    List<WireLine> lines = new ArrayList<>();
    for (String line : head.split("\r\n", -1)) {
      lines.add(new WireLine(lines.isEmpty() ? first : RequestParameters.name(line), line));
    }
    if (end >= 0) {
      lines.add(new WireLine("empty", ""));
      String body = text.substring(end + 4);
      body.lines().forEach(line -> lines.add(new WireLine("body", line)));
    }
    return lines;
  }
}
