package portside.experiments.debugger;

import portside.debug.AdapterListener;
import portside.debug.Placed;
import portside.debug.Stop;
import portside.process.Exit;
import portside.process.LineListener;

/**
 * Brings the news of one start of the program to the session, whose thread it waits for; the
 * output, which may be much, goes past that thread.
 */
final class ProgramEvents implements AdapterListener, LineListener {
  private final Session session;
  private final int generation;

  /**
   * @param generation which start of the program it belongs to
   */
  ProgramEvents(Session session, int generation) {
    this.session = session;
    this.generation = generation;
  }

  @Override
  public void stopped(Stop why) {
    session.hear(generation, () -> session.stopped(why));
  }

  @Override
  public void placed(Placed placed) {
    session.hear(generation, () -> session.placed(placed));
  }

  @Override
  public void exited(Exit exit) {
    session.hear(generation, () -> session.exited(exit));
  }

  @Override
  public void line(String stream, String text) {
    session.output(stream, text);
  }

  @Override
  public void output(String stream, String text) {
    session.output(stream, text);
  }

  @Override
  public void leftOut(long lines) {
    session.leftOut(lines);
  }

  @Override
  public void message(boolean outgoing, String json) {
    session.message(outgoing, json);
  }
}
