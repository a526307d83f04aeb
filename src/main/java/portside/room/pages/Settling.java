package portside.room.pages;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Sight;
import portside.cards.Card;
import portside.cards.Pages;
import portside.cards.Place;
import portside.experiments.Evidence;
import portside.experiments.Missing;
import portside.experiments.RunState;
import portside.experiments.Summary;
import portside.page.Json;
import portside.page.Urls;
import portside.room.ClassState;
import portside.room.Measured;
import portside.room.NotNow;
import portside.room.NotNow.Reason;
import portside.room.Poll;
import portside.room.Room;
import portside.runs.Runs;

/** Runs the experiment of a question, and reveals what it has measured once it has. */
public final class Settling {
  private final Room room;
  private final Runs runs;
  private final Pages lessons;
  private final List<String> languages;
  private final AtomicReference<@Nullable Awaited> awaited = new AtomicReference<>();

  private record Awaited(String poll, String run) {}

  /**
   * @param languages in which the outcome is said
   */
  public Settling(Room room, Runs runs, Pages lessons, List<String> languages) {
    this.room = room;
    this.runs = runs;
    this.lessons = lessons;
    this.languages = languages;
    runs.listen(this::heard);
  }

  /**
   * Closes a question and runs its experiment on this computer.
   *
   * @param host who runs it
   */
  CompletableFuture<Void> run(String id, Caller host) {
    Poll poll =
        room.now()
            .map(ClassState::poll)
            .filter(asked -> asked.id().equals(id))
            .orElseThrow(() -> new NotNow(Reason.NO_QUESTION));
    Place page =
        lessons
            .find(Urls.lesson(languages.get(0), poll.asked().lesson()))
            .orElseThrow(() -> new NotNow(Reason.NO_QUESTION));
    Card card = page.card(poll.asked().card()).orElseThrow(() -> new NotNow(Reason.NO_QUESTION));
    return room.polls()
        .run(id, () -> start(id, page, card, host))
        .thenRun(
            () -> {
              Awaited now = awaited.get();
              if (now != null) {
                runs.find(now.run()).ifPresent(this::heard); // it may have been faster
              }
            });
  }

  private String start(String poll, Place page, Card card, Caller host) {
    String run = runs.start(card.experiment(), card.values(), host, page.spot(card.id())).id();
    awaited.set(new Awaited(poll, run));
    return run;
  }

  private void heard(RunState state) {
    Awaited now = awaited.get();
    if (now == null || !now.run().equals(state.id()) || !state.answered()) {
      return;
    }
    if (!awaited.compareAndSet(now, null)) {
      return;
    }
    try {
      if (state.settled() && !Missing.tellsNothing(state.outcome())) {
        room.polls().reveal(now.poll(), now.run(), measured(state));
      } else {
        room.polls().unsettled(now.poll(), now.run());
      }
    } catch (NotNow over) {
      // the class has ended, or the question is another one
    }
  }

  private Measured measured(RunState state) {
    RunState seen = state.as(Sight.GUEST);
    Map<String, String> said = new LinkedHashMap<>();
    languages.forEach(lang -> said.put(lang, Summary.of(seen, lang)));
    return new Measured(
        state.outcome(),
        said,
        Json.write(Evidence.visible(seen.evidence(), Sight.GUEST)),
        Instant.now());
  }
}
