package portside.experiments.newport;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import portside.experiments.Experiment;
import portside.experiments.Opened;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Said;
import portside.net.Binding;
import portside.net.DemoServer;
import portside.net.IpAddresses;
import portside.net.Protocol;

/**
 * Changes the number instead of ending whoever has it: the fastest and safest of the three ways.
 *
 * <p>The server lives on for a while, so that the reader can open it. A new run ends the one
 * before, which would otherwise be in its way.
 */
public final class Newport implements Experiment<NewportParameters, NewportEvidence> {
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LONGEST_ANSWER = 1_000;

  private final AtomicReference<Servers> latest = new AtomicReference<>(new Servers());

  /** What one run has open; closed by itself or by the next. */
  private static final class Servers implements AutoCloseable {
    private final java.util.Deque<DemoServer> open = new java.util.ArrayDeque<>();
    private boolean closed;

    synchronized DemoServer add(DemoServer server) throws IOException {
      if (closed) {
        server.close();
        throw new IOException("a new run has begun");
      }
      open.push(server);
      return server;
    }

    /** Gives a port back before the rest. */
    synchronized void release(int port) {
      open.stream().filter(server -> server.port() == port).forEach(DemoServer::close);
      open.removeIf(server -> server.port() == port);
    }

    synchronized boolean isClosed() {
      return closed;
    }

    @Override
    public synchronized void close() {
      closed = true;
      open.forEach(DemoServer::close);
      open.clear();
    }
  }

  @Override
  public String name() {
    return "newport";
  }

  @Override
  public Class<NewportParameters> parameters() {
    return NewportParameters.class;
  }

  @Override
  public Class<NewportEvidence> evidence() {
    return NewportEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("next-is-free", "next-is-taken");
  }

  /** What was measured stays true; that the server is there is so only while it is. */
  @Override
  public Optional<Said> said(RunState run) {
    return run.outcome().equals("next-is-free") && run.alive()
        ? Optional.of(new Said("listens"))
        : Optional.empty();
  }

  @Override
  public Optional<Opened> opened(RunState run) {
    NewportEvidence found = (NewportEvidence) run.evidence();
    return found == null || found.nextFreePort() == null
        ? Optional.empty()
        : Optional.of(new Opened(LOOPBACK, found.nextFreePort()));
  }

  @Override
  public void run(NewportParameters asked, Run<NewportEvidence> run) throws Exception {
    Servers servers = run.own(new Servers());
    latest.getAndSet(servers).close();
    boolean ours = takeItself(asked.taken(), servers);
    String error = Binding.tryBind(LOOPBACK, asked.taken(), Protocol.TCP).error().orElse(null);

    DemoServer server = null;
    OptionalInt next = OptionalInt.of(asked.taken());
    while (server == null && next.isPresent()) {
      next = Binding.nextFreePort(LOOPBACK, next.getAsInt(), Protocol.TCP);
      server = next.isPresent() ? open(next.getAsInt(), servers) : null;
    }
    Integer free = server == null ? null : Integer.valueOf(server.port());
    NewportEvidence found = evidence(asked.taken(), ours, error, free);
    run.settle(outcome(asked.taken(), free), found);
    servers.release(asked.taken()); // or whoever looks for its owner later finds this experiment
    if (server != null) {
      liveOn(run, found, servers);
    }
  }

  /** Whether the number after the taken one was the one that could be had. */
  static String outcome(int taken, @Nullable Integer free) {
    return free != null && free == taken + 1 ? "next-is-free" : "next-is-taken";
  }

  private static NewportEvidence evidence(
      int taken, boolean ours, @Nullable String error, @Nullable Integer free) throws IOException {
    String url = free == null ? null : "http://" + IpAddresses.text(LOOPBACK) + ":" + free + "/";
    HttpURLConnection answer = url == null ? null : get(url);
    List<Integer> passed =
        IntStream.range(taken + 1, free == null ? taken + 1 : free).boxed().toList();
    return new NewportEvidence(
        ours,
        error,
        free,
        passed.isEmpty() ? null : passed,
        line(taken),
        free == null ? null : line(free),
        url,
        answer == null ? null : answer.getResponseCode(),
        answer == null ? null : body(answer));
  }

  private static void liveOn(Run<NewportEvidence> run, NewportEvidence found, Servers servers)
      throws InterruptedException {
    try {
      long end = System.nanoTime() + LIFE.toNanos();
      while (System.nanoTime() < end && !servers.isClosed()) {
        run.next(LOOK);
      }
    } finally {
      run.progress(found.ended(), 1);
    }
  }

  /** The line of the lesson's app.py, with the host that really listens here. */
  private static String line(int port) {
    return "app.run(host=\"" + IpAddresses.text(LOOPBACK) + "\", port=" + port + ")";
  }

  /** Takes the port, unless another program has it: then there is nothing to pretend. */
  private static boolean takeItself(int port, Servers servers) throws IOException {
    return open(port, servers) != null;
  }

  private static @Nullable DemoServer open(int port, Servers servers) throws IOException {
    DemoServer server;
    try {
      server =
          DemoServer.open(
              LOOPBACK,
              port,
              caller -> true,
              request -> DemoServer.Response.text(200, "Hello from port " + port + "!\n"));
    } catch (IOException somebodyWasFaster) {
      return null;
    }
    return servers.add(server);
  }

  private static HttpURLConnection get(String url) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    return connection;
  }

  private static String body(HttpURLConnection answer) throws IOException {
    try (InputStream in = answer.getInputStream()) {
      return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip();
    }
  }
}
