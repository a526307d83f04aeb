package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import portside.Standard;
import portside.access.Sight;
import portside.net.HostSystem;
import portside.net.PrivilegedPorts;
import portside.page.Json;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.programs.Programs;
import portside.testing.Java;
import portside.testing.Patience;

/**
 * A program for another process or device: tries one experiment there and prints what came out, a
 * line of JSON for each run; or receives what others send.
 */
public final class OnDevice {
  /** With the 64 kB of each write, some twenty megabytes a second. */
  private static final long PACE_MILLIS = 3;

  private OnDevice() {}

  /** The command line that starts it here; a device's {@code run} takes it as it is. */
  public static List<String> command(List<String> javaOptions, String... arguments) {
    return Java.line(
        javaOptions, System.getProperty("java.class.path"), OnDevice.class.getName(), arguments);
  }

  /**
   * Tries an experiment here as a user who may not have the low ports, in a process of its own.
   *
   * @return what it printed
   */
  public static String withoutPrivilege(Children children, String... arguments)
      throws IOException, InterruptedException {
    assumeTrue(
        HostSystem.here() == HostSystem.LINUX && PrivilegedPorts.startOfUnprivileged() > 80,
        "this system lets everybody have port 80");
    List<String> line = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      assumeTrue(Executables.find("setpriv").isPresent(), "root needs setpriv");
      line.addAll(List.of("setpriv", "--bounding-set", "-net_bind_service"));
    }
    line.addAll(command(List.of(), arguments));
    List<String> said = new CopyOnWriteArrayList<>();
    try (Child child = children.start(Command.of(line), (stream, text) -> said.add(text))) {
      assertEquals(0, child.awaitExit(Patience.LIMIT).orElseThrow().code(), "" + said);
    }
    return String.join("\n", said);
  }

  /**
   * @param arguments {@code sink ADDRESS PORT}; {@code noise ADDRESS PORT}, which sends to that
   *     sink for ever; or {@code [noise=ADDRESS:PORT] [runs=N] EXPERIMENT [NAME VALUE]...}, with
   *     noise sent to that sink as fast as it goes
   */
  public static void main(String[] arguments) throws Exception {
    List<String> rest = new ArrayList<>(List.of(arguments));
    if (rest.get(0).equals("sink")) {
      sink(new InetSocketAddress(rest.get(1), Integer.parseInt(rest.get(2))));
      return;
    }
    if (rest.get(0).equals("noise")) {
      noise(new InetSocketAddress(rest.get(1), Integer.parseInt(rest.get(2))), PACE_MILLIS);
      Thread.currentThread().join();
    }
    if (rest.get(0).startsWith("noise=")) {
      String[] there = rest.remove(0).substring("noise=".length()).split(":");
      noise(new InetSocketAddress(there[0], Integer.parseInt(there[1])), 0);
    }
    int runs = 1;
    if (rest.get(0).startsWith("runs=")) {
      runs = Integer.parseInt(rest.remove(0).substring("runs=".length()));
    }
    String name = rest.remove(0);
    try (Children children = new Children();
        Programs programs = new Programs(Path.of("content"), children, null);
        Trial trial =
            new Trial(
                Standard.experiments(children, programs, Trial.address("127.0.0.1"))
                    .find(name)
                    .orElseThrow()
                    .experiment())) {
      for (int i = 0; i < runs; i++) {
        RunState run = trial.run(rest.toArray(String[]::new));
        System.out.println(
            Json.write(
                Map.of(
                    "outcome", String.valueOf(run.outcome()),
                    "missing", run.missing() == null ? "" : run.missing().reason(),
                    "failure", String.valueOf(run.failure()),
                    "evidence", Evidence.visible(run.evidence(), Sight.HOST))));
      }
    }
    System.exit(0);
  }

  private static void sink(InetSocketAddress here) throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      listener.bind(here);
      System.out.println("ready");
      while (true) {
        InputStream in = listener.accept().socket().getInputStream();
        daemon(() -> in.transferTo(OutputStream.nullOutputStream()));
      }
    }
  }

  private static void noise(InetSocketAddress there, long pauseMillis)
      throws IOException, InterruptedException {
    Socket socket = null;
    for (long end = System.nanoTime() + 20_000_000_000L; socket == null; ) {
      try {
        socket = new Socket(there.getAddress(), there.getPort());
      } catch (IOException notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        Thread.sleep(20); // until the sink is there
      }
    }
    OutputStream out = socket.getOutputStream();
    daemon(
        () -> {
          byte[] buffer = new byte[64_000];
          while (true) {
            out.write(buffer);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
          }
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // the other end has gone
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
