package portside.experiments.reach;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.instruments.BrowserTries;
import portside.instruments.BrowserTry;
import portside.instruments.Door;
import portside.instruments.DoorTry;
import portside.net.ThisComputer;
import portside.process.Children;
import portside.programs.DevServer;

/** One attempt at a server that listens. */
final class Attempt {
  private static final Duration TICK = Duration.ofMillis(200);

  /** How long it has waited is shown so often; a class asks for each change. */
  private static final Duration SHOW = Duration.ofSeconds(1);

  private final DevServer server;
  private final Run<ReachEvidence> run;

  /** Whether the device that tried was this computer itself; null while none did. */
  private @Nullable Boolean fromHere;

  Attempt(DevServer server, Run<ReachEvidence> run) {
    this.server = server;
    this.run = run;
  }

  /** From this computer. */
  void by(Door door, Children children) throws IOException, InterruptedException {
    DoorTry tried = DoorTry.of(door, server, children, run::line);
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
    BrowserTries tries = new BrowserTries(run);
    long start = System.nanoTime();
    long shown = start - SHOW.toNanos();
    for (long now = start; now - start < patience.toNanos(); now = System.nanoTime()) {
      if (now - shown >= SHOW.toNanos()) {
        shown = now;
        double part = (now - start) / (double) patience.toNanos();
        run.progress(evidence(null, null, null, null, null, null, roomUrl), part);
      }
      run.next(TICK);
      for (BrowserTry found : tries.read(server, Door.lan(ThisComputer.now()))) {
        if (settles(found)) {
          settle(found);
          return;
        }
        if (here(found.device()) && fromHere == null) {
          fromHere = true;
          shown = now - SHOW.toNanos(); // whoever pressed the button is to read it at once
        }
      }
    }
    run.missing(new Missing("nobody"));
  }

  /** Another device's word counts; that it was answered, only if the server saw it. */
  private static boolean settles(BrowserTry found) {
    return !here(found.device())
        && (!found.result().equals(BrowserTry.ANSWERED) || found.seenAs() != null);
  }

  private static boolean here(InetAddress device) {
    return device.isLoopbackAddress() || ThisComputer.now().owns(device);
  }

  private void settle(BrowserTry found) {
    boolean failedAtOnce = found.result().equals(BrowserTry.FAILED_AT_ONCE);
    run.settle(
        failedAtOnce ? DoorTry.REFUSED : found.result(),
        evidence(
            found.door(),
            found.seenAs(),
            found.millis() * 1_000L,
            null,
            found.device(),
            failedAtOnce,
            null));
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
        fromHere,
        roomUrl);
  }
}
