package portside.experiments;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.access.Role;
import portside.access.Sight;
import portside.net.ThisComputer;

/**
 * Something real that Portside does on this computer, with a measured answer.
 *
 * @param <P> the parameters, a record whose components carry {@link Parameter}
 * @param <E> the evidence, a record; null stands for what was not measured
 */
public interface Experiment<P extends Record, E extends Record> {

  /** The one name: of the directive, the folder, the URL, the script, the style, the test. */
  String name();

  /** The parameters' record. */
  Class<P> parameters();

  /** The evidence's record, with {@link Unit} and {@link Guests} on its components. */
  Class<E> evidence();

  /** Every outcome that a run can settle with. */
  List<String> outcomes();

  /** Who may run it. */
  default Role mayRun() {
    return Role.HOST;
  }

  /** How many of its runs may live at the same time. */
  default int atOnce() {
    return Integer.MAX_VALUE;
  }

  /**
   * Why it cannot run here with these parameters, or empty when nothing is known to be missing.
   * Asked for every card of a page, so that it must not wait. Asked when a run starts, which then
   * ends at once, and again when a run breaks, in case that something was found missing by it.
   */
  default Optional<Missing> missing(P parameters, ThisComputer here) {
    return Optional.empty();
  }

  /**
   * The program of the course that a run with these parameters starts, and which the reader may
   * change: its lesson and file, such as {@code flask/hello.py}.
   *
   * @return empty where it starts none, or always the course's own
   */
  default Optional<String> program(P parameters) {
    return Optional.empty();
  }

  /**
   * Looks at parameters that are well written, but may mean nothing on this computer: the address
   * of another device. Asked when a run starts, and not when a lesson is read, which must be the
   * same on every computer.
   *
   * @throws BadInput when they mean nothing here
   */
  default void check(P parameters, ThisComputer here) {}

  /**
   * What a card that asks nothing shows before any run, in the shape of the evidence and by the
   * template {@code before.jte}; the same on every computer but for what the host has changed.
   *
   * @param sight whose: guests see nothing of a changed program before it runs
   * @return empty for nothing
   * @throws IOException when the course cannot be read
   */
  default Optional<E> before(P parameters, Sight sight) throws IOException {
    return Optional.empty();
  }

  /**
   * The sentence that answers what was asked with what this run found: who has the port, and not
   * only that somebody has it.
   *
   * @param run a settled run, cut to what the reader may see
   * @return empty where the sentence of the outcome says it all
   */
  default Optional<Said> said(RunState run) {
    return Optional.empty();
  }

  /**
   * The door that a run holds open now, which every page of the host shows.
   *
   * @param run one that lives
   * @return empty where none is open
   */
  default Optional<Opened> opened(RunState run) {
    return Optional.empty();
  }

  /** Whether a run that lives does nothing any more but wait to be started again. */
  default boolean rests(RunState run) {
    return false;
  }

  /**
   * The evidence as it stood at an earlier moment of the run, for a reader who looks back.
   *
   * @param now the evidence of now
   * @param moment which one, as the evidence counts them, from 1
   * @return the same object where that moment is now, or is not kept
   */
  default E at(E now, int moment) {
    return now;
  }

  /**
   * Whether what its template shows is where the reader goes on working, as with a debugger, and
   * not only what was measured.
   */
  default boolean isWorkbench() {
    return false;
  }

  /**
   * What a reader can do to a run while it lives, and who may. {@code stop} is always there. What
   * guests may do is a measurement of many browsers: it comes by {@link Run#measurements}, the rest
   * by {@link Run#next}.
   */
  default Map<String, Role> actions() {
    return Map.of();
  }

  /**
   * Does it, on a thread of its own. An interrupt means stop.
   *
   * @throws Exception what nobody expected; an expected answer of the system is an outcome
   */
  void run(P parameters, Run<E> run) throws Exception;
}
