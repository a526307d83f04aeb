package portside.experiments.silence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import portside.experiments.Experiment;
import portside.experiments.Run;
import portside.experiments.silence.SilenceEvidence.WaitedFor;
import portside.net.DemoServer;
import portside.net.IpAddresses;

/**
 * Calls a port of this computer where nobody listens, where a server answers, or where a server is
 * there and never does. A refusal comes at once; silence lasts as long as the caller has patience.
 */
public final class Silence implements Experiment<SilenceParameters, SilenceEvidence> {
  /** The patience of the caller. TCP itself would wait for ever for an answer. */
  static final int LIMIT_MILLIS = 2_000;

  private static final String REQUEST = "GET / HTTP/1.1";
  private static final InetAddress HERE = IpAddresses.LOOPBACK;

  @Override
  public String name() {
    return "silence";
  }

  @Override
  public Class<SilenceParameters> parameters() {
    return SilenceParameters.class;
  }

  @Override
  public Class<SilenceEvidence> evidence() {
    return SilenceEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("refused", "answered", "no-answer");
  }

  @Override
  public void run(SilenceParameters parameters, Run<SilenceEvidence> run) throws Exception {
    InetSocketAddress there = new InetSocketAddress(HERE, open(parameters.target(), run));
    run.line("out", "connect " + IpAddresses.text(HERE) + ":" + there.getPort());
    warmUp();
    SocketChannel channel = run.own(SocketChannel.open(StandardProtocolFamily.INET));
    Socket socket = channel.socket();
    long start = System.nanoTime();
    Call call = new Call(there, null, null, null, null, null, null);
    try {
      socket.connect(there, LIMIT_MILLIS);
      call = call.connected(micros(start));
      run.line("out", "connected");
      call = call.sent(REQUEST);
      String request = REQUEST + "\r\nHost: 127.0.0.1:" + there.getPort() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      run.progress(call.evidence(), 0.5);
      socket.setSoTimeout(left(start));
      String answer =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
              .readLine();
      if (answer == null) {
        throw new IOException("the connection was closed without an answer");
      }
      settle(run, "answered", call.ended(answer, micros(start), null));
    } catch (ConnectException refused) {
      settle(run, "refused", call.refused(micros(start), refused.getMessage()));
    } catch (SocketTimeoutException nothing) {
      settle(run, "no-answer", call.ended(null, micros(start), null));
    }
  }

  private static void settle(Run<SilenceEvidence> run, String outcome, Call call) {
    run.line("out", call.answer() != null ? call.answer() : outcome);
    run.settle(outcome, call.evidence());
  }

  /** Puts the target in its place; it goes with the run. */
  private static int open(SilenceParameters.Target target, Run<?> run) throws IOException {
    if (target == SilenceParameters.Target.SERVER) {
      return run.own(
              DemoServer.open(
                  HERE,
                  0,
                  caller -> caller.isLoopbackAddress(),
                  request -> DemoServer.Response.text(200, "Hello, World!\n")))
          .port();
    }
    // Bound alone, a socket takes the port away from everybody else and still refuses callers.
    NetworkChannel held =
        run.own(
            target == SilenceParameters.Target.NOBODY
                ? SocketChannel.open(StandardProtocolFamily.INET)
                : ServerSocketChannel.open(StandardProtocolFamily.INET));
    // For a ServerSocketChannel this also listens; that nobody accepts is the point.
    held.bind(new InetSocketAddress(HERE, 0));
    return ((InetSocketAddress) held.getLocalAddress()).getPort();
  }

  /** The first call of all takes longer, because Java has to load what it needs for one. */
  private static void warmUp() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        SocketChannel caller = SocketChannel.open(StandardProtocolFamily.INET)) {
      listener.bind(new InetSocketAddress(HERE, 0));
      caller.socket().connect(listener.getLocalAddress(), LIMIT_MILLIS);
    }
  }

  private static long micros(long start) {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
  }

  private static int left(long start) {
    return (int)
        Math.max(1, LIMIT_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  /** How far it has come. */
  private record Call(
      InetSocketAddress there,
      @Nullable Boolean connected,
      @Nullable Long connectMicros,
      @Nullable String sent,
      @Nullable String answer,
      @Nullable Long elapsedMicros,
      @Nullable String error) {

    Call connected(long micros) {
      return new Call(there, true, micros, null, null, null, null);
    }

    Call refused(long micros, @Nullable String words) {
      return new Call(there, false, micros, null, null, micros, words);
    }

    Call sent(String line) {
      return new Call(there, connected, connectMicros, line, null, null, null);
    }

    Call ended(@Nullable String line, long micros, @Nullable String words) {
      Boolean known = connected == null ? Boolean.FALSE : connected;
      return new Call(there, known, connectMicros, sent, line, micros, words);
    }

    SilenceEvidence evidence() {
      return new SilenceEvidence(
          there.getAddress(),
          there.getPort(),
          connected,
          connectMicros,
          sent,
          answer,
          elapsedMicros,
          error,
          Boolean.TRUE.equals(connected) ? WaitedFor.ANSWER : WaitedFor.CONNECTION,
          LIMIT_MILLIS);
    }
  }
}
