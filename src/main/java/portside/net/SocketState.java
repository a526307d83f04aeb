package portside.net;

/** The states of a TCP connection (RFC 9293 §3.3.2), and one for UDP, which has no connections. */
public enum SocketState {
  LISTEN,
  SYN_SENT,
  SYN_RECEIVED,
  ESTABLISHED,
  FIN_WAIT_1,
  FIN_WAIT_2,
  CLOSE_WAIT,
  CLOSING,
  LAST_ACK,
  TIME_WAIT,
  CLOSED,
  /** A UDP socket that takes datagrams from anyone. One that is connected is ESTABLISHED. */
  BOUND,
  /** The system did not say. */
  UNKNOWN;

  /** Returns whether something new that arrives for the port is taken: LISTEN or BOUND. */
  public boolean takesNewcomers() {
    return this == LISTEN || this == BOUND;
  }
}
