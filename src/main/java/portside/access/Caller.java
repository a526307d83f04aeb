package portside.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, by what the connection itself says. No header is believed here: an {@code
 * X-Forwarded-For} is text that anyone can write.
 *
 * @param role what the caller may do
 * @param person whose browser it is; null for a program, and for who has only read so far
 * @param address the address that the connection comes from
 * @param port the caller's port, 1 to 65535
 * @param localAddress the address of this computer that was called
 * @param localPort the port of this computer that was called
 * @param host the Host header as it came, already checked against this computer's names
 */
public record Caller(
    Role role,
    @Nullable Person person,
    InetAddress address,
    int port,
    InetAddress localAddress,
    int localPort,
    String host) {

  /**
   * Who it is to whatever has shares or counts heads: the person, or the address of who shows none,
   * as a program.
   */
  public Object whose() {
    return person == null ? address : person;
  }
}
