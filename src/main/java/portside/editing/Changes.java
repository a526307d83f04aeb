package portside.editing;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import portside.programs.Edits;
import portside.store.Store;
import portside.store.Tables;

/**
 * The programs that the owner of this computer has changed. Where nothing can be kept they are
 * known until Portside ends.
 */
public final class Changes implements Edits {
  /** Its tables. */
  public static final Tables TABLES = new Tables("editing", "portside/editing/tables");

  /**
   * The largest text in bytes of UTF-8, without the empty end: a form with it, each of them as
   * three, is still taken.
   */
  public static final int MOST_BYTES = 16_000;

  private static final System.Logger LOG = System.getLogger(Changes.class.getName());
  private static final long READ_SECONDS = 5;

  private final Store store;
  private final Map<Key, String> texts = new HashMap<>(); // guarded by this, as what follows

  /** Whether what is on the disk is among them. */
  private boolean complete;

  private record Key(String lesson, String file) {}

  /**
   * @param store was given {@link #TABLES}
   */
  public Changes(Store store) {
    this.store = store;
  }

  @Override
  public synchronized Optional<String> of(String lesson, String file) {
    if (!complete) {
      complete = !store.isThere() || read();
    }
    return Optional.ofNullable(texts.get(new Key(lesson, file))).filter(text -> !text.isEmpty());
  }

  private boolean read() {
    if (!store.condition().well()) {
      return false; // it is tried again with what comes later
    }
    try {
      store.read(Changes::all).get(READ_SECONDS, TimeUnit.SECONDS).forEach(texts::putIfAbsent);
      return true;
    } catch (ExecutionException | TimeoutException | CompletionException unavailable) {
      LOG.log(Level.DEBUG, "what was changed is not known", unavailable);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static Map<Key, String> all(Handle db) {
    Map<Key, String> all = new HashMap<>();
    db.createQuery("SELECT lesson, file, text FROM changed_program")
        .mapToMap()
        .forEach(
            row ->
                all.put(
                    new Key((String) row.get("lesson"), (String) row.get("file")),
                    (String) row.get("text")));
    return all;
  }

  /** Whether a text may be kept: no longer than allowed, and not empty. */
  static boolean fits(String text) {
    return !text.isBlank()
        && text.stripTrailing().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
  }

  /**
   * Keeps a program's text in place of the course's.
   *
   * @param text one that {@link #fits}
   * @return completed with true once it is on the disk
   */
  synchronized CompletableFuture<Boolean> keep(String lesson, String file, String text) {
    if (!fits(text)) {
      throw new IllegalArgumentException("too long, or empty");
    }
    texts.put(new Key(lesson, file), text);
    return store.write(
        db ->
            db.execute(
                "INSERT OR REPLACE INTO changed_program (lesson, file, text, changed_at)"
                    + " VALUES (?, ?, ?, ?)",
                lesson,
                file,
                text,
                System.currentTimeMillis()));
  }

  /**
   * Goes back to the course's text.
   *
   * @return completed with true once nothing of the other is on the disk
   */
  synchronized CompletableFuture<Boolean> reset(String lesson, String file) {
    // an empty one, so that what is read later does not bring it back
    texts.put(new Key(lesson, file), "");
    return store.erase(
        db ->
            db.execute("DELETE FROM changed_program WHERE lesson = ? AND file = ?", lesson, file));
  }

  /** The data folder where nothing can be kept in it now; empty where all is well. */
  String unkept() {
    return store.condition().unkept();
  }
}
