package portside.progress;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Role;
import portside.experiments.Missing;
import portside.experiments.RunState;
import portside.experiments.Spot;
import portside.store.Store;
import portside.store.Tables;

/**
 * What the owner of this computer has done in the course. Where nothing can be kept it is known
 * until Portside ends, and what is there to keep goes to the disk with the next that can.
 */
public final class Progress {
  /** Its tables. */
  public static final Tables TABLES = new Tables("progress", "portside/progress/tables");

  private static final System.Logger LOG = System.getLogger(Progress.class.getName());
  private static final long READ_SECONDS = 5;

  private final Store store;
  private final BiFunction<Caller, Spot, Optional<String>> predicted;
  private @Nullable Kept kept; // guarded by this

  /** What has not reached the disk, if it is still known. Guarded by this. */
  private final List<Record> missed = new ArrayList<>();

  /** Whether that is all: what is on the disk could be read. Guarded by this. */
  private boolean complete;

  /**
   * @param store was given {@link #TABLES}
   * @param predicted what a caller predicted last at a card
   */
  public Progress(Store store, BiFunction<Caller, Spot, Optional<String>> predicted) {
    this.store = store;
    this.predicted = predicted;
  }

  /** All of it, as it is now. */
  public synchronized Kept now() {
    Kept known = kept;
    if (known == null || !complete && store.condition().well()) {
      known = known == null ? Kept.NOTHING : known;
      complete = !store.isThere();
      known = complete ? known : read().with(known);
      kept = known;
    }
    return known;
  }

  /** The data folder where nothing can be kept in it now; empty where all is well. */
  String unkept() {
    return store.condition().unkept();
  }

  private Kept read() {
    try {
      Kept all = store.read(Progress::all).get(READ_SECONDS, TimeUnit.SECONDS);
      complete = true;
      return all;
    } catch (ExecutionException | TimeoutException | CompletionException unavailable) {
      LOG.log(Level.DEBUG, "what was done is not known", unavailable);
      return Kept.NOTHING;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Kept.NOTHING;
    }
  }

  private static Kept all(Handle db) {
    List<Tried> tried =
        db.createQuery("SELECT * FROM tried ORDER BY tried_at").mapToMap().list().stream()
            .map(
                row ->
                    new Tried(
                        (String) row.get("lesson"),
                        (String) row.get("card"),
                        (String) row.get("predicted"),
                        (String) row.get("outcome"),
                        number(row.get("tried_at")),
                        row.get("days") == null ? null : (int) number(row.get("days")),
                        row.get("due_at") == null ? null : (Long) number(row.get("due_at"))))
            .toList();
    List<Section> sections =
        db.createQuery("SELECT * FROM section ORDER BY read_at").mapToMap().list().stream()
            .map(
                row ->
                    new Section(
                        (String) row.get("lesson"),
                        (String) row.get("anchor"),
                        number(row.get("read_at"))))
            .toList();
    boolean off =
        db.createQuery("SELECT count(*) FROM progress_setting WHERE name = 'no-repetition'")
                .mapTo(Integer.class)
                .one()
            > 0;
    return Kept.of(tried, sections, !off, 1);
  }

  /** SQLite gives a number as long as it needs to be. */
  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  /** Hears of a run: what the owner tries at a card of a lesson is noted with what came out. */
  public void heard(RunState run) {
    Spot spot = run.spot();
    if (!run.settled()
        || spot == null
        || !run.changed().isEmpty() // a changed program says nothing of the course's question
        || spot.place().startsWith("/")
        || run.caller().role() != Role.HOST
        || Missing.tellsNothing(run.outcome())) {
      return;
    }
    tried(
        new Tried(
            spot.place(),
            spot.id(),
            predicted.apply(run.caller(), spot).orElse(null),
            run.outcome(),
            run.startedAt().toEpochMilli(),
            null,
            null));
  }

  synchronized void tried(Tried one) {
    Tried before = now().tried().get(one.lesson() + "#" + one.card());
    if (before != null && before.at() > one.at()) {
      return; // an older run that has only now said more
    }
    if (before != null && before.at() == one.at()) {
      return; // the same run
    }
    Tried next = one.after(before);
    kept = now().with(next);
    keep(next);
  }

  /**
   * Keeps one, and with it those that could not be kept before and are neither forgotten nor old.
   */
  private void keep(Record one) {
    if (store.folder() == null) {
      return;
    }
    missed.add(one);
    Kept known = now();
    missed.removeIf(
        each -> !known.tried().containsValue(each) && !known.sections().containsValue(each));
    List<Record> all = List.copyOf(missed);
    store
        .write(db -> all.forEach(each -> write(db, each)))
        // What is wrong would be as wrong the next time, and cost all that comes with it.
        .whenComplete((kept, wrong) -> settle(all, wrong != null || kept));
  }

  private synchronized void settle(List<Record> all, boolean done) {
    if (done) {
      missed.removeAll(all);
    }
  }

  private static void write(Handle db, Record one) {
    if (one instanceof Tried tried) {
      write(db, tried);
    } else {
      write(db, (Section) one);
    }
  }

  /**
   * Another Portside may have written since; what is older than that, or empty, changes nothing.
   */
  private static void write(Handle db, Tried one) {
    db.createUpdate(
            "INSERT INTO tried (lesson, card, predicted, outcome, tried_at, days, due_at)"
                + " VALUES (:lesson, :card, :predicted, :outcome, :at, :days, :due)"
                + " ON CONFLICT (lesson, card) DO UPDATE SET outcome = excluded.outcome,"
                + " tried_at = excluded.tried_at,"
                + " predicted = coalesce(excluded.predicted, predicted),"
                + " days = coalesce(excluded.days, days),"
                + " due_at = coalesce(excluded.due_at, due_at)"
                + " WHERE excluded.tried_at >= tried_at")
        .bind("lesson", one.lesson())
        .bind("card", one.card())
        .bind("predicted", one.predicted())
        .bind("outcome", one.outcome())
        .bind("at", one.at())
        .bind("days", one.days())
        .bind("due", one.due())
        .execute();
  }

  private static void write(Handle db, Section one) {
    db.createUpdate(
            "INSERT INTO section (lesson, anchor, read_at) VALUES (?, ?, ?)"
                + " ON CONFLICT (lesson, anchor) DO UPDATE"
                + " SET read_at = max(read_at, excluded.read_at)")
        .bind(0, one.lesson())
        .bind(1, one.anchor())
        .bind(2, one.at())
        .execute();
  }

  /** A section was read. */
  synchronized void read(Section one) {
    kept = now().with(one);
    keep(one);
  }

  /** Whether wrong predictions are to come again. */
  synchronized void again(boolean on) {
    kept = now().again(on);
    store.write(db -> again(db, on));
  }

  private static void again(Handle db, boolean on) {
    db.execute("DELETE FROM progress_setting WHERE name = 'no-repetition'");
    if (!on) {
      db.execute("INSERT INTO progress_setting (name) VALUES ('no-repetition')");
    }
  }

  /**
   * Forgets a card, a lesson or everything, for which empty texts stand. No more than that goes
   * from the disk, where more may be than is known here.
   */
  synchronized void forget(String lesson, String card) {
    kept = now().without(lesson, card);
    store.erase(
        db -> {
          if (lesson.isEmpty()) {
            db.execute("DELETE FROM tried");
            db.execute("DELETE FROM section");
          } else if (card.isEmpty()) {
            db.execute("DELETE FROM tried WHERE lesson = ?", lesson);
            db.execute("DELETE FROM section WHERE lesson = ?", lesson);
          } else {
            db.execute("DELETE FROM tried WHERE lesson = ? AND card = ?", lesson, card);
          }
        });
  }

  /** Puts something else in the place of all that is known. */
  synchronized void replace(Kept other) {
    kept = new Kept(other.tried(), other.sections(), other.again(), now().version() + 1);
    complete = true;
    store.erase(
        db -> {
          db.execute("DELETE FROM tried");
          db.execute("DELETE FROM section");
          other.tried().values().forEach(each -> write(db, each));
          other.sections().values().forEach(each -> write(db, each));
          again(db, other.again());
        });
  }
}
