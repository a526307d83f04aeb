package portside.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Portside's end of the pipe to its {@link Keeper}. */
final class KeeperLink implements AutoCloseable {
  /**
   * Ctrl+C, Ctrl+Z and the closing of a terminal reach every process of the foreground group (<a
   * href="https://man7.org/linux/man-pages/man3/termios.3.html">termios(3)</a>). Ignored signals
   * stay ignored in the program that a shell becomes by exec (<a
   * href="https://pubs.opengroup.org/onlinepubs/9699919799/functions/execve.html">POSIX exec</a>),
   * and Java leaves HUP, INT and TERM ignored when it finds them so. A session of its own also
   * saves it from a kill of the whole group; macOS has no setsid command.
   */
  private static final String UNSHAKEN =
      "trap '' HUP INT TERM TSTP; "
          + "command -v setsid >/dev/null && exec setsid \"$@\"; exec \"$@\"";

  /** From this Java on, OSHI's way into the system needs a permission to be silent (JEP 472). */
  private static final int WARNS_OF_NATIVE_CODE = 24;

  private static final long FAREWELL_SECONDS = 5;

  private final ProcessTable table = ProcessTable.ofThisComputer();
  private final Process keeper;
  private final OutputStream pipe;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private volatile String lastWords = "";

  private KeeperLink(Process keeper) {
    this.keeper = keeper;
    this.pipe = keeper.getOutputStream();
    Thread reader = new Thread(this::read, "words of the keeper");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a keeper. Its Java needs a moment; the pipe keeps what it has to know.
   *
   * @throws IOException when the system does not start it
   */
  static KeeperLink start(Mark mark) throws IOException {
    boolean windows = Executables.onWindows();
    List<String> line = new ArrayList<>();
    if (!windows) {
      line.addAll(List.of("/bin/sh", "-c", UNSHAKEN, "portside-keeper"));
    }
    // javaw has no console, so that a console's Ctrl+C and close do not reach it.
    line.add(
        Path.of(System.getProperty("java.home"), "bin", windows ? "javaw" : "java").toString());
    if (Runtime.version().feature() >= WARNS_OF_NATIVE_CODE) {
      line.add("--enable-native-access=ALL-UNNAMED");
    }
    line.addAll(
        List.of(
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xms4m",
            "-Xmx32m",
            "-cp",
            classPath(),
            Keeper.class.getName(),
            mark.text()));
    return of(line);
  }

  /** The same for any command line. */
  static KeeperLink of(List<String> line) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    Surroundings.into(builder);
    return new KeeperLink(builder.start());
  }

  private void read() {
    try (BufferedReader words = keeper.inputReader()) {
      for (String line = words.readLine(); line != null; line = words.readLine()) {
        if (line.equals(Keeper.READY)) {
          ready.complete(true);
        } else if (!line.isBlank()) {
          lastWords = line;
        }
      }
    } catch (IOException closedUnderneath) {
      // it has ended
    } finally {
      ready.complete(false);
    }
  }

  /**
   * Waits until it is ready to do its work: no signal shakes it from here on.
   *
   * @return false when it ends before, or has not said so in time
   */
  boolean awaitReady(Duration limit) {
    return ready.completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** The last line that it wrote other than that; empty for none. */
  String lastWords() {
    return lastWords;
  }

  private static String classPath() throws IOException {
    try {
      // First the place of this very class, absolute; the rest holds OSHI, where it is needed.
      Path here = Path.of(Keeper.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return here + File.pathSeparator + System.getProperty("java.class.path");
    } catch (URISyntaxException unreadable) {
      throw new IOException("Portside's own classes are not in a file", unreadable);
    }
  }

  /** Tells the keeper of a process that has to end with Portside. */
  void tell(ProcessHandle process) {
    Optional<String> birth = table.birth(process.pid());
    if (birth.isEmpty() || !process.isAlive()) {
      return; // it has ended, and its number may be another's
    }
    try {
      pipe.write((process.pid() + " " + birth.get() + "\n").getBytes(US_ASCII));
      pipe.flush();
    } catch (IOException keeperIsGone) {
      // Its exit starts a new one, which is told everything.
    }
  }

  /** The keeper's own handle. */
  ProcessHandle handle() {
    return keeper.toHandle();
  }

  /** Calls back once when the keeper has ended, for whatever reason. */
  void onExit(Runnable callback) {
    keeper.onExit().thenRun(callback);
  }

  /** Lets the keeper do its work and waits for its end. */
  @Override
  public void close() {
    try {
      pipe.close();
    } catch (IOException alreadyBroken) {
      // then it has ended
    }
    boolean interrupted = Thread.interrupted();
    try {
      keeper.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      interrupted = true; // it ends without being watched
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
