package portside.testing;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * A fork in which nothing begins or ends any more says where it hangs, and ends. JUnit's own limit
 * is for tests; this one is for what is around them, such as the end of a site or of a browser,
 * which would else keep Maven waiting for ever.
 */
public final class Hang implements TestExecutionListener {
  private static final Duration LIMIT =
      Duration.ofMinutes(Integer.getInteger("portside.hang-minutes", 15));
  private static final int EXIT_CODE = 86;

  private static volatile long last;
  private static boolean watched;

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    moved();
    synchronized (Hang.class) {
      if (!watched) {
        watched = true;
        Thread watch = new Thread(Hang::watch, "looks whether the tests hang");
        watch.setDaemon(true);
        watch.start();
      }
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    moved();
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    moved();
  }

  private static void moved() {
    last = System.nanoTime();
  }

  private static void watch() {
    try {
      for (long left = LIMIT.toNanos(); left > 0; ) {
        Thread.sleep(Duration.ofNanos(left).toMillis() + 1);
        left = LIMIT.toNanos() - (System.nanoTime() - last);
      }
    } catch (InterruptedException nobodyDoes) {
      return;
    }
    // Not System.err, which the end of this Java would keep for itself.
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    err.println("No test has begun or ended for " + LIMIT + ":");
    for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, 40)) {
      err.print(thread.getThreadName() + " " + thread.getThreadState());
      err.println(" " + thread.getLockInfo() + " of " + thread.getLockOwnerName());
      for (StackTraceElement at : thread.getStackTrace()) {
        err.println("    at " + at);
      }
    }
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
