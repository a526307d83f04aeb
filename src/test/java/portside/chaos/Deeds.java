package portside.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/** What the host does, what guests do, and the deaths of processes. */
final class Deeds {
  private static final String[] PATHS = {
    "/ko/wildcard",
    "/en/ports",
    "/whoami",
    "/experiments/probe?a=%",
    "/en/nothing",
    "/%uff0e",
    "/experiments/debugger",
    "/content/flask.zip",
    "/ko/debugger/present"
  };

  private final Subject subject;

  Deeds(Subject subject) {
    this.subject = subject;
  }

  void runAndStop(Random random) {
    String run = subject.begin(random);
    PortsideChaos.pause(random, 1_500);
    subject.stop(run);
  }

  void run(Random random) {
    subject.begin(random);
    PortsideChaos.pause(random, 300);
  }

  void guest(Random random) {
    String path = PATHS[random.nextInt(PATHS.length)];
    subject.note("guest " + path);
    raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", true);
    PortsideProcess portside = subject.portside();
    portside.send(
        portside
            .request("/experiments/" + subject.any(random).path("name").asText())
            .header("Origin", "http://127.0.0.1:" + portside.port())
            .POST(BodyPublishers.ofString("port=0")));
  }

  /** A caller that leaves in the middle of a word. */
  void hangUp(Random random) {
    subject.note("hang up");
    raw(
        "POST /experiments/probe HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\nab",
        false);
    raw("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnec", false);
  }

  private void raw(String request, boolean answer) {
    try (Socket socket = new Socket("127.0.0.1", subject.portside().port())) {
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      if (answer) {
        assertTrue(socket.getInputStream().read() == 'H', subject::told);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(subject.told(), e);
    }
  }

  void kill(Random random) {
    String signal = random.nextBoolean() ? "KILL" : "TERM";
    toAChild(random, signal, child -> PortsideProcess.signal(child, signal));
  }

  void freeze(Random random) {
    toAChild(
        random,
        "STOP and CONT",
        child -> {
          PortsideProcess.signal(child, "STOP");
          PortsideChaos.pause(random, 400);
          PortsideProcess.signal(child, "CONT");
        });
  }

  /** The keeper is one of them. */
  private void toAChild(Random random, String what, Consumer<ProcessHandle> deed) {
    List<ProcessHandle> children = subject.portside().handle().descendants().toList();
    if (!children.isEmpty()) {
      ProcessHandle one = children.get(random.nextInt(children.size()));
      subject.note(what + " " + one.info().command().orElse("?"));
      try {
        deed.accept(one);
      } catch (AssertionError gone) {
        subject.note("it was gone");
      }
    }
  }

  void killPortside(Random random) {
    subject.note("KILL Portside");
    subject.killAndServe();
  }
}
