package portside.net;

/**
 * The bytes that an interface has counted, with the heads of their packets.
 *
 * @param received since the interface came up, or in some span of time
 * @param sent since the interface came up, or in some span of time
 */
public record Traffic(long received, long sent) {
  /** Nothing at all. */
  public static final Traffic NONE = new Traffic(0, 0);

  /** Returns what has come on top since an earlier count. */
  public Traffic since(Traffic earlier) {
    return new Traffic(received - earlier.received, sent - earlier.sent);
  }
}
