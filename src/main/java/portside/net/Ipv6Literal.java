package portside.net;

/** IPv6 text without brackets and zone: read by RFC 4291 §2.2, written by RFC 5952 §4. */
final class Ipv6Literal {
  private static final int GROUPS = 8;

  private Ipv6Literal() {}

  /**
   * Reads the text into sixteen bytes.
   *
   * @return false if the text is anything else; the bytes are then of no use
   */
  static boolean read(String text, byte[] into) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, into, 0) == GROUPS;
    }
    // A second "::" leaves an empty group behind, which groups() refuses.
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    int head = before.isEmpty() ? 0 : groups(before, into, 0);
    if (head < 0 || before.indexOf('.') >= 0) {
      return false;
    }
    byte[] end = new byte[16];
    int tail = after.isEmpty() ? 0 : groups(after, end, 0);
    // "::" stands for at least one group of zeros.
    if (tail < 0 || head + tail >= GROUPS) {
      return false;
    }
    System.arraycopy(end, 0, into, 16 - 2 * tail, 2 * tail);
    return true;
  }

  /** Reads groups with colons between; returns how many (1 to 8), or -1 if the text is none. */
  private static int groups(String text, byte[] into, int from) {
    int group = from;
    int start = 0;
    while (true) {
      int colon = text.indexOf(':', start);
      String part = colon < 0 ? text.substring(start) : text.substring(start, colon);
      if (colon < 0 && part.indexOf('.') >= 0) {
        return group <= GROUPS - 2 && Ipv4Literal.read(part, into, 2 * group) ? group + 2 : -1;
      }
      if (group == GROUPS || part.isEmpty() || part.length() > 4) {
        return -1;
      }
      int value = 0;
      for (int i = 0; i < part.length(); i++) {
        int digit = hex(part.charAt(i));
        if (digit < 0) {
          return -1;
        }
        value = value << 4 | digit;
      }
      into[2 * group] = (byte) (value >> 8);
      into[2 * group + 1] = (byte) value;
      group++;
      if (colon < 0) {
        return group;
      }
      start = colon + 1;
    }
  }

  /** The longest run of at least two zero groups becomes "::", the first one of equals. */
  static String write(byte[] bytes) {
    int gap = -1;
    int gapLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int length = 0;
      while (i + length < GROUPS && group(bytes, i + length) == 0) {
        length++;
      }
      if (length > gapLength) {
        gap = i;
        gapLength = length;
      }
      i += length;
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
        continue;
      }
      if (i > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(bytes, i)));
    }
    return text.toString();
  }

  /** Returns whether the address stands for an IPv4 one, ::ffff:0:0/96 (RFC 4291 §2.5.5.2). */
  static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
  }

  private static int group(byte[] bytes, int index) {
    return (bytes[2 * index] & 0xff) << 8 | bytes[2 * index + 1] & 0xff;
  }

  private static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
