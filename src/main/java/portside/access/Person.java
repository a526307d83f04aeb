package portside.access;

import java.util.regex.Pattern;

/**
 * One browser, by the random id of a cookie that it gets when it first does something, or becomes
 * the host's. It says nothing of who sits there and gives no power; it tells a class behind one
 * address apart.
 *
 * @param id 22 characters of base64url, that is 128 random bits
 */
public record Person(String id) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** Whether a text may be the id of a person. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
