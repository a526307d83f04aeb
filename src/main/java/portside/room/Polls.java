package portside.room;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import portside.room.NotNow.Reason;

/**
 * The questions to the class, as the host asks, closes, runs and throws them away. A question is
 * named by its id, so that what was meant for one never befalls the next. Safe for every thread.
 */
public final class Polls {
  private final Room room;

  Polls(Room room) {
    this.room = room;
  }

  /**
   * Asks the class, which goes to that card. Where the same is open already nothing changes.
   *
   * @throws NotNow while another question is not settled
   */
  public CompletableFuture<Void> ask(Poll.Asked asked) {
    return room.act(
        state -> {
          Poll poll = room.required().ask(asked);
          return state.asking(poll).at(poll.place());
        });
  }

  /** Takes no more choices. */
  public CompletableFuture<Void> close(String poll) {
    return room.act(state -> state.asking(room.required().close(poll)));
  }

  /** Asks once more, before the run; an open round is closed. */
  public CompletableFuture<Void> again(String poll) {
    return room.act(state -> state.asking(room.required().again(poll)));
  }

  /**
   * A run is started that is to settle the question; an open round is closed.
   *
   * @param start starts it and returns its id
   */
  public CompletableFuture<Void> run(String poll, Supplier<String> start) {
    return room.act(
        state -> {
          room.required().unsettled(poll);
          String run = start.get();
          return state.asking(room.required().close(poll).running(run));
        });
  }

  /** The run of the question has measured something, and everybody sees it. */
  public CompletableFuture<Void> reveal(String poll, String run, Measured measured) {
    return settle(poll, run, asked -> asked.revealed(measured));
  }

  /** The run of the question has ended without an outcome; nothing is revealed. */
  public CompletableFuture<Void> unsettled(String poll, String run) {
    return settle(poll, run, Poll::unsettledBy);
  }

  private CompletableFuture<Void> settle(String poll, String run, UnaryOperator<Poll> how) {
    return room.act(
        state -> {
          Poll asked = room.required().required(poll);
          if (asked.phase() != Phase.RUNNING || !run.equals(asked.run())) {
            throw new NotNow(Reason.NO_QUESTION);
          }
          return state.asking(how.apply(asked));
        });
  }

  /** Shows or hides what the class predicted. */
  public CompletableFuture<Void> bars(String poll, boolean hidden) {
    return room.act(state -> state.asking(room.required().required(poll).withBars(hidden)));
  }

  /** Throws the latest round away, and the question with its first one. */
  public CompletableFuture<Void> throwAway(String id) {
    return room.act(
        state -> {
          int round = room.required().unsettled(id).round().number();
          Poll rest = room.required().throwAway(id);
          room.keeper()
              .keep(rest == null ? db -> Rows.noPoll(db, id) : db -> Rows.noRound(db, id, round));
          return state.asking(rest);
        });
  }
}
