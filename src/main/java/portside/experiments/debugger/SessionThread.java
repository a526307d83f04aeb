package portside.experiments.debugger;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one thread on which everything of a session happens, in the order in which it came. */
final class SessionThread implements AutoCloseable {
  private static final long LAST_TASK_SECONDS = 5;

  private final ScheduledThreadPoolExecutor executor;
  private final Consumer<Exception> broken;

  interface Task {
    void run() throws IOException, InterruptedException;
  }

  /**
   * @param broken hears what a task throws
   */
  SessionThread(Consumer<Exception> broken) {
    this.broken = broken;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "debugger session");
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void later(Task task) {
    later(task, Duration.ZERO);
  }

  void later(Task task, Duration when) {
    try {
      executor.schedule(() -> guarded(task), when.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException over) {
      // nobody is there to see it
    }
  }

  private void guarded(Task task) {
    try {
      task.run();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException what) {
      broken.accept(what);
    } catch (LinkageError damaged) { // a jar that lacks a class; the session must say so
      broken.accept(new IllegalStateException(damaged));
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      executor.awaitTermination(LAST_TASK_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
