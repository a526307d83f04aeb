package portside.programs;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Nothing can be written to the temporary folder: it is full, read-only or gone. What only shows
 * something needs no such place.
 */
public final class NoPlace extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why what the system said
   */
  NoPlace(IOException why) {
    super("nothing can be written to " + folder() + ": " + why, why);
  }

  /** The folder that has no place. */
  public static Path folder() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
