package portside.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads both output streams of a child as fast as they come and hands the lines to a listener at
 * the listener's own speed. What waits in between is bounded: the oldest lines are left out first,
 * because the last ones say why a program failed.
 */
final class Output {
  /** Characters of a line that are kept. */
  static final int LONGEST_LINE = 8_192;

  /** Characters that may wait for the listener; with the cost of a line's objects, about 2 MB. */
  private static final int MOST_WAITING = 1 << 20;

  private static final int COST_OF_A_LINE = 48;
  private static final Pattern CONTROL = Pattern.compile("\u001B\\[[0-?]*[ -/]*[@-~]");
  private static final System.Logger LOG = System.getLogger(Output.class.getName());

  private record Line(String stream, String text) {
    int cost() {
      return text.length() + COST_OF_A_LINE;
    }
  }

  private final Process process;
  private final LineListener listener;
  private volatile boolean cutOff;
  private final CompletableFuture<Void> delivered = new CompletableFuture<>();
  private final Queue<Line> waiting = new ArrayDeque<>();
  private int cost;
  private long leftOut;
  private int openStreams = 2;

  private Output(Process process, LineListener listener) {
    this.process = process;
    this.listener = listener;
  }

  /**
   * Starts to read.
   *
   * @param name for the threads
   */
  static Output of(Process process, LineListener listener, String name) {
    Output output = new Output(process, listener);
    InputStream out = process.getInputStream();
    InputStream err = process.getErrorStream();
    thread(name + " " + LineListener.OUT, () -> output.read(LineListener.OUT, out));
    thread(name + " " + LineListener.ERR, () -> output.read(LineListener.ERR, err));
    thread(name + " lines", output::deliver);
    return output;
  }

  /** Completes when both streams are at their end and the listener has had every line. */
  CompletableFuture<Void> delivered() {
    return delivered.copy();
  }

  /**
   * Waits until nobody has it any more.
   *
   * @return false when somebody still has, or it cannot be known, because the process ended before
   *     its output was read at all, and the JDK was faster
   */
  synchronized boolean awaitClosed(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      for (long left = limit.toMillis(); openStreams > 0 && left > 0; ) {
        try {
          wait(left);
        } catch (InterruptedException mustStillBeKnown) {
          interrupted = true;
        }
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return openStreams == 0 && !cutOff;
  }

  /** A terminal would show its colours and move its cursor; text keeps neither (ECMA-48 §5.4). */
  static String plain(String line) {
    return line.indexOf('\u001B') < 0 ? line : CONTROL.matcher(line).replaceAll("");
  }

  private static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void read(String stream, InputStream bytes) {
    // When a process ends, the JDK takes what its pipe holds at that moment and closes the pipe,
    // under the stream's own lock. Held here, the JDK waits, and what the process left behind can
    // still be heard and does not write into a broken pipe.
    synchronized (bytes) {
      if (!process.isAlive()) {
        cutOff = true;
      }
      try (Reader characters = new InputStreamReader(bytes, UTF_8)) {
        LineCutter cutter =
            new LineCutter(LONGEST_LINE, text -> put(new Line(stream, plain(text))));
        char[] buffer = new char[8_192];
        for (int n = characters.read(buffer); n >= 0; n = characters.read(buffer)) {
          cutter.feed(buffer, n);
        }
        cutter.end();
      } catch (IOException closedUnderneath) {
        // The process has ended and its pipe with it.
      } finally {
        streamEnded();
      }
    }
  }

  private synchronized void put(Line line) {
    waiting.add(line);
    cost += line.cost();
    while (cost > MOST_WAITING) {
      cost -= waiting.remove().cost();
      leftOut++;
    }
    notifyAll();
  }

  private synchronized void streamEnded() {
    openStreams--;
    notifyAll();
  }

  private void deliver() {
    try {
      while (deliverNext()) {
        // until the end
      }
    } catch (InterruptedException neverByUs) {
      Thread.currentThread().interrupt();
    } finally {
      delivered.complete(null);
    }
  }

  private boolean deliverNext() throws InterruptedException {
    long missed;
    @Nullable Line line;
    synchronized (this) {
      while (waiting.isEmpty() && openStreams > 0) {
        wait();
      }
      missed = leftOut;
      leftOut = 0;
      line = waiting.poll();
      if (line == null) {
        return false;
      }
      cost -= line.cost();
    }
    try {
      if (missed > 0) {
        listener.leftOut(missed);
      }
      listener.line(line.stream(), line.text());
    } catch (RuntimeException itsOwnFault) {
      // The next line may find it well; the child must not hang for it.
      LOG.log(Level.WARNING, "A listener of a child's output failed", itsOwnFault);
    }
    return true;
  }
}
