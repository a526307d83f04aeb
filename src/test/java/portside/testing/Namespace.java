package portside.testing;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A thread that stands on another of the {@link Devices}: its sockets, and the threads and programs
 * that it starts from now on, are there (<a
 * href="https://man7.org/linux/man-pages/man2/setns.2.html">setns(2)</a>). What was made before
 * stays where it is.
 */
public final class Namespace implements AutoCloseable {
  private static final int READ_ONLY_AND_NOT_FOR_CHILDREN = 0x80000; // O_RDONLY | O_CLOEXEC
  private static final int OF_THE_NETWORK = 0x40000000; // CLONE_NEWNET

  private final int back;

  /** What the system offers and Java does not. */
  private interface Linux extends Library {
    Linux CALLS = Native.load("c", Linux.class);

    int open(String path, int flags);

    int setns(int file, int kind);

    int close(int file);
  }

  private Namespace(String device) {
    back = open("/proc/thread-self/ns/net");
    int there = open("/var/run/netns/" + device);
    enter(there);
    Linux.CALLS.close(there);
  }

  /** Takes the calling thread to a device, until it is closed by the same thread. */
  public static Namespace enter(String device) {
    return new Namespace(device);
  }

  /** Does something on a device, in a thread of its own. */
  public static <T> T on(String device, Callable<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Runnable there =
        () -> {
          try {
            Namespace entered = enter(device);
            try {
              done.complete(task.call());
            } finally {
              entered.close();
            }
          } catch (Exception | Error e) {
            done.completeExceptionally(e);
          }
        };
    new Thread(there, "on " + device).start();
    return done.join();
  }

  private static int open(String path) {
    int file = Linux.CALLS.open(path, READ_ONLY_AND_NOT_FOR_CHILDREN);
    if (file < 0) {
      throw new AssertionError("cannot open " + path + ": errno " + Native.getLastError());
    }
    return file;
  }

  private static void enter(int file) {
    if (Linux.CALLS.setns(file, OF_THE_NETWORK) != 0) {
      throw new AssertionError("cannot enter it: errno " + Native.getLastError());
    }
  }

  @Override
  public void close() {
    enter(back);
    Linux.CALLS.close(back);
  }
}
