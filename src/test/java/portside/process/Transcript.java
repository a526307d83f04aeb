package portside.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import portside.testing.Patience;

/** Keeps what a child wrote. */
final class Transcript implements LineListener {
  final List<String> out = new CopyOnWriteArrayList<>();
  final List<String> err = new CopyOnWriteArrayList<>();

  @Override
  public void line(String stream, String text) {
    (stream.equals(OUT) ? out : err).add(text);
  }

  void await(String line) {
    Patience.until(() -> line + " in " + out + err, () -> out.contains(line));
  }

  /** Waits for {@code up PID} and gives the PID. */
  long awaitUp() {
    Patience.until(
        () -> "up in " + out + err, () -> out.stream().anyMatch(line -> line.startsWith("up ")));
    return out.stream()
        .filter(line -> line.startsWith("up "))
        .mapToLong(line -> Long.parseLong(line.substring(3)))
        .findFirst()
        .orElseThrow();
  }
}
