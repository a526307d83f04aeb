package portside.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/**
 * Tells the reasons of a refused bind apart.
 *
 * <p>Java keeps the error number to itself and gives the system's text, which comes in the language
 * of the user: on a Korean Linux "in use" is Korean. So the texts are learned once from two binds
 * whose reason is known. Java makes a BindException of exactly three error numbers, EADDRINUSE,
 * EADDRNOTAVAIL and EACCES (JDK, Net.c and net_util_md.c), so the third is what neither of the two
 * is.
 */
final class BindErrors {
  private BindErrors() {}

  static Binding.Failure classify(IOException refused) {
    if (!(refused instanceof BindException)) {
      return Binding.Failure.OTHER;
    }
    Optional<String> text = Optional.ofNullable(refused.getMessage());
    if (text.equals(Texts.IN_USE)) {
      return Binding.Failure.IN_USE;
    }
    if (text.equals(Texts.NOT_AVAILABLE)) {
      return Binding.Failure.NOT_THIS_COMPUTER;
    }
    return Binding.Failure.NEEDS_PRIVILEGE;
  }

  /** Loaded at the first refusal. */
  private static final class Texts {
    static final Optional<String> IN_USE = whenInUse();
    static final Optional<String> NOT_AVAILABLE = whenNotAvailable();

    private static Optional<String> whenInUse() {
      InetAddress loopback = IpAddresses.address(new byte[] {127, 0, 0, 1});
      try (ServerSocketChannel first = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
        first.bind(new InetSocketAddress(loopback, 0));
        return refusal((InetSocketAddress) first.getLocalAddress());
      } catch (IOException noLoopback) {
        return Optional.of("Address already in use");
      }
    }

    /** 240.0.0.0/4 is reserved (RFC 1112 §4), so no computer has an address in it. */
    private static Optional<String> whenNotAvailable() {
      return refusal(
          new InetSocketAddress(IpAddresses.address(new byte[] {(byte) 240, 0, 0, 1}), 0));
    }

    private static Optional<String> refusal(InetSocketAddress where) {
      try (ServerSocketChannel second = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
        second.bind(where);
        return Optional.empty();
      } catch (IOException refused) {
        return Optional.ofNullable(refused.getMessage());
      }
    }
  }
}
