package portside.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with what is kept.
 *
 * @param trouble what keeps it from being kept, or null where all is well
 * @param folder the data folder; null where nothing is to be kept
 * @param said what the system said, for whoever looks closer; may be empty
 */
public record Condition(@Nullable Trouble trouble, @Nullable Path folder, String said) {

  /** What may be wrong with a data folder. */
  public enum Trouble {
    /** This Portside was started to keep nothing. */
    NOWHERE,
    /** The folder was there and is not: moved away, unmounted or deleted. */
    GONE,
    /** The disk is full. */
    FULL,
    /** The folder or a file in it must not be written. */
    READ_ONLY,
    /** No code may be run from its disk, so that the database cannot be loaded. */
    NOT_RUNNABLE,
    /** Another Portside uses the folder. */
    LOCKED,
    /** The file is no database any more. */
    DAMAGED,
    /** A newer Portside has written the file. */
    NEWER,
    /** Something else; the system's own words say what. */
    OTHER
  }

  /** Whether what is written is kept. */
  public boolean well() {
    return trouble == null;
  }

  /** The data folder where nothing can be kept in it now; empty where all is well. */
  public String unkept() {
    return well() || folder == null ? "" : folder.toString();
  }
}
