package portside.experiments.hostcheck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import portside.experiments.Experiment;
import portside.experiments.Lacking;
import portside.experiments.Run;
import portside.net.DemoServer;
import portside.net.DemoServer.Request;
import portside.net.DemoServer.Response;
import portside.net.IpAddresses;

/**
 * Asks a small server under somebody else's name, as a browser does after DNS rebinding. The Host
 * header names what the caller believes to call (RFC 9110 §7.2), and nothing else in the request
 * tells that it came by a strange name.
 */
public final class Hostcheck implements Experiment<HostcheckParameters, HostcheckEvidence> {
  /** A name for documentation (RFC 2606 §2 reserves example). It is never looked up. */
  private static final String FOREIGN = "evil.example";

  private static final InetAddress HERE = IpAddresses.LOOPBACK;
  private static final int PATIENCE_MILLIS = 5_000;

  @Override
  public String name() {
    return "hostcheck";
  }

  @Override
  public Class<HostcheckParameters> parameters() {
    return HostcheckParameters.class;
  }

  @Override
  public Class<HostcheckEvidence> evidence() {
    return HostcheckEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("answered", "rejected");
  }

  @Override
  public void run(HostcheckParameters parameters, Run<HostcheckEvidence> run) throws Exception {
    boolean check = parameters.check();
    DemoServer server =
        run.own(
            DemoServer.open(
                HERE, 0, InetAddress::isLoopbackAddress, request -> answer(check, request)));
    String foreignHost = FOREIGN + ":" + server.port();
    String ownHost = allowed(server.port()).get(0);
    String request = request(foreignHost);
    String response = ask(run, server.port(), request);
    String ownRequest = request(ownHost);
    String ownResponse = ask(run, server.port(), ownRequest);
    run.settle(
        outcome(status(response)),
        new HostcheckEvidence(
            HERE,
            server.port(),
            foreignHost,
            status(response),
            request,
            response,
            ownHost,
            status(ownResponse),
            ownRequest,
            ownResponse,
            check ? allowed(server.port()) : null));
  }

  /**
   * What a status code means.
   *
   * @throws IOException for one that this server does not send
   */
  static String outcome(int status) throws IOException {
    return switch (status) {
      case 200 -> "answered";
      case 400 -> "rejected";
      default -> throw new IOException("The server answered with the status " + status);
    };
  }

  /** The names under which this server may be called, with its port, as a Host header has them. */
  private static List<String> allowed(int port) {
    return List.of("127.0.0.1:" + port, "localhost:" + port);
  }

  /** Compares, and looks nothing up: an attacker's DNS would only say what the attacker likes. */
  private static Response answer(boolean check, Request request) {
    boolean known = allowed(request.server().getPort()).contains(request.header("Host").orElse(""));
    return check && !known
        ? Response.text(400, "Bad Request: this server does not go by that name.\n")
        : Response.text(200, "Hello, World!\n");
  }

  private static String request(String host) {
    return "GET / HTTP/1.1\r\nHost: "
        + host
        + "\r\nUser-Agent: Portside\r\nConnection: close\r\n\r\n";
  }

  private static String ask(Run<?> run, int port, String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET)) {
      channel.socket().connect(new InetSocketAddress(HERE, port), PATIENCE_MILLIS);
      channel.socket().setSoTimeout(PATIENCE_MILLIS);
      channel.socket().getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String response =
          new String(channel.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      request.lines().forEach(line -> run.line("in", line));
      response.lines().forEach(line -> run.line("out", line));
      return response;
    }
  }

  private static int status(String response) throws IOException {
    if (!response.matches("(?s)HTTP/1\\.1 [0-9]{3} .*")) {
      throw new Lacking("not-answered");
    }
    return Integer.parseInt(response.substring(9, 12));
  }
}
