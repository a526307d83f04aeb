package portside.experiments;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import portside.access.Caller;

/**
 * One run of an experiment, as the experiment sees it.
 *
 * @param <E> the evidence
 */
public interface Run<E extends Record> {

  /** The run's unguessable name; also the nonce that a page must know to speak of this run. */
  String id();

  /** Who started it. */
  Caller caller();

  /**
   * Shows what is known so far. The latest wins; listeners hear at most ten in any second.
   *
   * @param soFar the evidence so far
   * @param part how far it is, 0 to 1
   */
  void progress(E soFar, double part);

  /**
   * Adds a line of a console or of a protocol. Old lines give way when there are too many.
   *
   * @param stream where it comes from: {@code out}, {@code err}, {@code in} or a protocol's name
   * @param text one line; a long one is cut
   */
  void line(String stream, String text);

  /**
   * Says what came out. The run may live on, and may settle with newer evidence of the same kind
   * only by a new run.
   *
   * @throws IllegalArgumentException when the experiment does not declare the outcome
   * @throws IllegalStateException when it has settled before
   */
  void settle(String outcome, E evidence);

  /**
   * Says what is missing after all, so that nothing can be tested here: nobody came with another
   * device. The run then ends without an outcome.
   *
   * @throws IllegalStateException when it has settled before
   */
  void missing(Missing what);

  /**
   * Notes whether it runs a program of the course as its reader has changed it, until it says
   * otherwise of that program; whatever says what came out says so.
   *
   * @param program its lesson and file, such as {@code flask/hello.py}
   */
  void changed(String program, boolean changed);

  /**
   * Waits for what whoever drives the run sends: an action that guests may not do.
   *
   * @return the action, or empty when nothing came in time
   * @throws InterruptedException when the run is stopped
   */
  Optional<Action> next(Duration wait) throws InterruptedException;

  /**
   * Takes what browsers have told since the last time, the oldest first: the actions that guests
   * may do. They never wait in {@link #next}, so that a class does not delay who drives the run;
   * ask ten times a second at most.
   */
  List<Action> measurements();

  /** Who follows the run now over a live connection. */
  Watchers watchers();

  /** Keeps a large result for {@code GET /runs/{id}/{name}}. */
  void attach(String name, String type, byte[] body);

  /** Closes the resource however the run ends, the last one first. */
  <R extends AutoCloseable> R own(R resource);
}
