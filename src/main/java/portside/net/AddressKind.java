package portside.net;

/**
 * What an address is, seen from this computer. Every text, table and drawing shows the same symbol
 * and colour for a kind.
 *
 * @see ThisComputer#kindOf
 */
public enum AddressKind {
  /** 127.0.0.0/8 or ::1: never leaves the computer (RFC 1122 §3.2.1.3(g), RFC 4291 §2.5.3). */
  LOOPBACK("●", "loopback"),
  /** An address of one of this computer's interfaces, by which others may reach it. */
  THIS_COMPUTER("■", "this-computer"),
  /** 0.0.0.0 or ::, which in a bind means every address of this computer. */
  WILDCARD("✳", "wildcard"),
  /** Anything else: some other device, or nobody. */
  OTHER_DEVICE("▲", "other-device");

  private final String symbol;
  private final String key;

  AddressKind(String symbol, String key) {
    this.symbol = symbol;
    this.key = key;
  }

  /** Returns the one-character symbol, which stands beside the colour and never without it. */
  public String symbol() {
    return symbol;
  }

  /** Returns the word for attributes and style sheets, such as {@code this-computer}. */
  public String key() {
    return key;
  }
}
