package portside.room.flip;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a browser says that it runs on. It only chooses the words of an advice, for a browser may
 * say what it likes: an iPad calls itself a Mac.
 */
public enum DeviceSystem {
  IOS,
  ANDROID,
  WINDOWS,
  MACOS,
  LINUX,
  OTHER;

  /**
   * Reads a User-Agent header (RFC 9110 §10.1.5).
   *
   * @param userAgent the header, or null
   */
  public static DeviceSystem of(@Nullable String userAgent) {
    if (userAgent == null) {
      return OTHER;
    }
    // The order matters: an Android device calls itself Linux too.
    if (userAgent.contains("iPhone") || userAgent.contains("iPad")) {
      return IOS;
    }
    if (userAgent.contains("Android")) {
      return ANDROID;
    }
    if (userAgent.contains("Windows")) {
      return WINDOWS;
    }
    if (userAgent.contains("Macintosh")) {
      return MACOS;
    }
    return userAgent.contains("Linux") ? LINUX : OTHER;
  }

  /** The word for the keys of words. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
