package portside.experiments.server;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import portside.experiments.RunState.Line;
import portside.instruments.Door;
import portside.instruments.DoorTry;
import portside.process.Children;
import portside.process.LineListener;
import portside.programs.DevServer;

/**
 * The doors of a server, all tried at the same time: a silent one takes five seconds, and on
 * Windows a refusal two. What came of them is given in the doors' order, with what curl said; the
 * server's own lines come as it writes them.
 */
final class DoorTries implements AutoCloseable {
  /** Curl ends at once when it is told to. */
  private static final int PATIENCE_SECONDS = 1;

  private final ExecutorService threads = Executors.newCachedThreadPool(DoorTries::daemon);
  private final Queue<Trial> trials = new ArrayDeque<>();

  /** One of them, with the lines that wait for their turn. */
  private record Trial(Future<DoorTry> found, List<Line> lines) {}

  /**
   * Begins to try them.
   *
   * @param children whose child curl is
   */
  DoorTries(List<Door> doors, DevServer server, Children children) {
    for (Door door : doors) {
      List<Line> lines = new CopyOnWriteArrayList<>();
      trials.add(
          new Trial(
              threads.submit(
                  () ->
                      DoorTry.of(
                          door,
                          server,
                          children,
                          (stream, text) -> lines.add(new Line(stream, text)))),
              lines));
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "a door");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Waits for the next door, in the order in which they were given.
   *
   * @param console gets what curl said at that door
   * @throws IOException when curl does not start or does not end
   * @throws InterruptedException when the run is stopped
   */
  DoorTry next(LineListener console) throws IOException, InterruptedException {
    Trial trial = trials.remove();
    try {
      return trial.found.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException said) {
        throw said;
      }
      throw new IllegalStateException(failed.getCause());
    } finally {
      trial.lines.forEach(line -> console.line(line.stream(), line.text()));
    }
  }

  /** Ends every curl. A socket that still waits is let go when the server ends. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }
}
