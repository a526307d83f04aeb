package portside.net;

/** The strict dotted decimal form of IPv4: four parts, 0 to 255, no leading zeros. */
final class Ipv4Literal {
  private Ipv4Literal() {}

  /**
   * Reads the text into four bytes from {@code at}.
   *
   * @return false if the text is anything else; the bytes are then of no use
   */
  static boolean read(String text, byte[] into, int at) {
    int length = text.length();
    int i = 0;
    for (int part = 0; part < 4; part++) {
      if (part > 0 && (i >= length || text.charAt(i++) != '.')) {
        return false;
      }
      int start = i;
      int value = 0;
      while (i < length && i - start < 3 && isDigit(text.charAt(i))) {
        value = value * 10 + text.charAt(i++) - '0';
      }
      boolean leadingZero = i - start > 1 && text.charAt(start) == '0';
      if (i == start || leadingZero || value > 255) {
        return false;
      }
      into[at + part] = (byte) value;
    }
    return i == length;
  }

  static String write(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        + "."
        + (bytes[at + 1] & 0xff)
        + "."
        + (bytes[at + 2] & 0xff)
        + "."
        + (bytes[at + 3] & 0xff);
  }

  /** ASCII only: Character.isDigit would take the full-width digits of a Korean keyboard. */
  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
