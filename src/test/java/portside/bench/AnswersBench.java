package portside.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.PortsideProcess;
import portside.testing.RawHttp;

/** How long the experiments take whose answer is there at once, and the plainest answer of all. */
final class AnswersBench {
  private static final int WARM = 30;
  private static final int TIMES = 30;
  private static final List<String> INSTANT =
      List.of(
          "probe",
          "owner",
          "interfaces",
          "ephemeral",
          "conflict",
          "localhost",
          "silence",
          "hostcheck",
          "path",
          "zero",
          "portmap");

  @TempDir Path folder;

  @Test
  void the_answers_that_are_there_at_once() throws IOException, InterruptedException {
    try (PortsideProcess portside =
        PortsideProcess.start(
                PortsideProcess.starter("--port", "0", "--no-open"),
                folder,
                Map.of("PORTSIDE_KEY", PortsideProcess.KEY))
            .awaitStart()) {
      double floor = median(() -> answered(portside, "GET /health HTTP/1.1", ""));
      Row.print("/health", floor, floor, "ms (the floor of all below)");
      for (String name : INSTANT) {
        // The portmap's own default is the list of listeners, without a scan.
        Row.budget(
            name + ": asked to answered",
            median(() -> answered(portside, "POST /experiments/" + name + " HTTP/1.1", "{}")),
            10,
            "ms");
      }
    }
  }

  /** By one thread on a plain socket: what is measured is the site and not its client. */
  private static void answered(PortsideProcess portside, String line, String body) {
    RawHttp.Answer answer =
        RawHttp.send(
            portside.port(),
            """
            %s
            Host: 127.0.0.1:%d
            Authorization: Bearer %s
            Accept: application/json
            Content-Type: application/json
            Content-Length: %d

            %s"""
                .formatted(line, portside.port(), PortsideProcess.KEY, body.length(), body));
    if (answer.status() != 200) {
      throw new AssertionError(line + ": " + answer.status() + " " + answer.body());
    }
  }

  private static double median(Runnable ask) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < WARM + TIMES; i++) {
      long start = System.nanoTime();
      ask.run();
      if (i >= WARM) {
        times.add((System.nanoTime() - start) / 1e6);
      }
    }
    return Row.median(times);
  }
}
