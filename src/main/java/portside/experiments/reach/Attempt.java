package portside.experiments.reach;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.experiments.Action;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.instruments.Door;
import portside.instruments.DoorTry;
import portside.net.ThisComputer;
import portside.process.Children;
import portside.programs.DevServer;

/** One attempt at a server that listens. */
final class Attempt {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration SEEN_PATIENCE = Duration.ofMillis(500);

  private final DevServer server;
  private final Run<ReachEvidence> run;

  Attempt(DevServer server, Run<ReachEvidence> run) {
    this.server = server;
    this.run = run;
  }

  /** From this computer. */
  void by(Door door, Children children) throws IOException, InterruptedException {
    DoorTry tried = DoorTry.of(door, server, children, run);
    if (tried.result().equals(DoorTry.SOMEBODY_ELSE)) {
      throw new Lacking("somebody-else", server.port());
    }
    run.settle(
        tried.result(),
        evidence(door, tried.seenAs(), tried.elapsedMicros(), tried.error(), null, null, null));
  }

  /**
   * From a browser on another device, whose reader opens this run's page.
   *
   * @param patience how long to wait for one
   */
  void byOtherDevice(String roomUrl, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      double part = 1 - (end - System.nanoTime()) / (double) patience.toNanos();
      run.progress(evidence(null, null, null, null, null, null, roomUrl), part);
      Optional<Action> action = run.next(TICK);
      if (action.isPresent() && tell(action.get())) {
        return;
      }
    }
    run.missing(new Missing("nobody"));
  }

  /** Settles by what a browser says, if it makes sense and is another device's. */
  private boolean tell(Action action) throws InterruptedException {
    InetAddress device = action.caller().address();
    ThisComputer here = ThisComputer.now();
    if (device.isLoopbackAddress() || here.owns(device)) {
      return false;
    }
    Map<String, String> told = action.fields();
    String result = told.getOrDefault("result", "");
    String millis = told.getOrDefault("ms", "");
    Optional<Door> door =
        Door.lan(here).stream().filter(d -> d.name().equals(told.get("door"))).findFirst();
    if (door.isEmpty() || !millis.matches("[0-9]{1,5}")) {
      return false;
    }
    String seenAs = null;
    String mark = told.getOrDefault("mark", "");
    if (result.equals(DoorTry.ANSWERED) && mark.matches("[A-Za-z0-9]{1,40}")) {
      seenAs = server.saw(mark, SEEN_PATIENCE).orElse(null);
    }
    String outcome =
        switch (result) {
          // A page's word that it was answered counts only if the server saw it.
          case "answered" -> seenAs == null ? "" : DoorTry.ANSWERED;
          case "failed-at-once" -> DoorTry.REFUSED;
          case "no-answer" -> DoorTry.NO_ANSWER;
          default -> "";
        };
    if (outcome.isEmpty()) {
      return false;
    }
    run.settle(
        outcome,
        evidence(
            door.get(),
            seenAs,
            Long.parseLong(millis) * 1_000,
            null,
            device,
            result.equals("failed-at-once"),
            null));
    return true;
  }

  private ReachEvidence evidence(
      @Nullable Door door,
      @Nullable String seenAs,
      @Nullable Long elapsedMicros,
      @Nullable String error,
      @Nullable InetAddress device,
      @Nullable Boolean failedAtOnce,
      @Nullable String roomUrl) {
    return new ReachEvidence(
        door == null ? null : door.url(server.port()),
        server.port(),
        server.launch().shown(),
        seenAs,
        elapsedMicros,
        error,
        device,
        failedAtOnce,
        roomUrl);
  }
}
