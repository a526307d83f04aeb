package portside.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Names that nobody can guess: of runs, sessions, persons, and keys. */
public final class RandomId {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomId() {}

  /**
   * A new one.
   *
   * @param bytes how many random bytes it is made of; 16 cannot be guessed
   * @return base64url without padding (RFC 4648 §5)
   */
  public static String ofBytes(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
