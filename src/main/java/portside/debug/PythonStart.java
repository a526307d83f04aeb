package portside.debug;

import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;

/**
 * A Python program under debugpy that waits before its first line. The program is started as any
 * child is, so that its output and input are its own.
 *
 * @param child its process
 * @param port where its debugger listens, on 127.0.0.1
 * @param output its lines, which are held until the debugger has answered
 * @param helpers a folder of Portside's own that the program imports from
 */
record PythonStart(Child child, int port, HeldLines output, Path helpers) implements AutoCloseable {
  private static final InetAddress HERE = IpAddresses.LOOPBACK;
  private static final List<String> HELPERS = List.of("sitecustomize.py", "portside_watch.py");
  private static final String PATH = "PYTHONPATH";
  private static final long BETWEEN_TRIES_MILLIS = 10;

  /** Finds a port that is free now. Nobody can keep it for debugpy, which binds it by itself. */
  @FunctionalInterface
  interface FreePort {
    int find() throws IOException;
  }

  /** A port that is free now. */
  static int freePort() throws IOException {
    return Binding.portForAProgram(HERE).orElseThrow(() -> new IOException("no free port"));
  }

  /**
   * Starts it.
   *
   * @param port where debugpy is to listen
   */
  static PythonStart of(Children children, Command command, AdapterListener listener, int port)
      throws IOException {
    Path helpers = children.folder("debugpy");
    for (String name : HELPERS) {
      try (InputStream script = PythonStart.class.getResourceAsStream(name)) {
        Files.copy(script, helpers.resolve(name));
      }
    }
    List<String> options =
        List.of(
            // Python 3.11 and later start from frozen modules, which hide from a debugger.
            "-Xfrozen_modules=off",
            "-m",
            "debugpy",
            "--listen",
            "127.0.0.1:" + port,
            "--wait-for-client",
            // Otherwise a reloader's second process waits for a debugger of its own, for ever.
            "--configure-subProcess",
            "False");
    HeldLines output = new HeldLines(listener);
    try {
      Command debugged = Commands.inserted(command, options).with(PATH, path(helpers, command));
      return new PythonStart(children.start(debugged, output), port, output, helpers);
    } catch (IOException e) {
      delete(helpers);
      throw e;
    }
  }

  /** The helpers first, then what the command itself asks for. */
  private static String path(Path helpers, Command command) {
    return Stream.of(helpers.toString(), command.environment().getOrDefault(PATH, ""))
        .filter(entry -> !entry.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits for its debugger, and connects. */
  Socket connect() throws IOException, InterruptedException {
    long end = System.nanoTime() + Child.START_PATIENCE.toNanos();
    while (child.isAlive() && System.nanoTime() < end) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(HERE, port));
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException notYet) {
        socket.close();
        TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
      }
    }
    throw new IOException("debugpy did not start");
  }

  /** What the debugger says. */
  static InputStream messages(Socket socket) throws IOException {
    return new UntilClosed(socket.getInputStream());
  }

  @Override
  public void close() {
    child.endByForce(); // a program that stands does not hear a polite word
    child.close();
    delete(helpers);
  }

  private static void delete(Path helpers) {
    try {
      for (String name : HELPERS) {
        Files.deleteIfExists(helpers.resolve(name));
      }
      Files.deleteIfExists(helpers);
    } catch (IOException stillUsed) {
      // it goes with all folders of Portside's
    }
  }

  /** A connection that breaks off is a connection that has ended: the program's end comes so. */
  private static final class UntilClosed extends FilterInputStream {
    UntilClosed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (SocketException closed) {
        return -1;
      }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return super.read(bytes, from, length);
      } catch (SocketException closed) {
        return -1;
      }
    }
  }
}
