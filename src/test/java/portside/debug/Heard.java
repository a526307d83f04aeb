package portside.debug;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import portside.process.Exit;
import portside.testing.Patience;

/** Everything that a debugger told. */
final class Heard implements AdapterListener {
  final BlockingQueue<Stop> stops = new LinkedBlockingQueue<>();
  final List<String> output = new CopyOnWriteArrayList<>();
  final List<String> messages = new CopyOnWriteArrayList<>();
  final List<Placed> placed = new CopyOnWriteArrayList<>();
  final CompletableFuture<Exit> exit = new CompletableFuture<>();

  @Override
  public void stopped(Stop stop) {
    stops.add(stop);
  }

  @Override
  public void placed(Placed one) {
    placed.add(one);
  }

  @Override
  public void output(String stream, String text) {
    output.add(text);
  }

  @Override
  public void leftOut(long lines) {
    output.add("left out " + lines);
  }

  @Override
  public void exited(Exit end) {
    exit.complete(end);
  }

  @Override
  public void message(boolean outgoing, String json) {
    messages.add((outgoing ? "> " : "< ") + json);
  }

  /** The next stop, or a failure that says what was heard instead. */
  Stop stop() throws InterruptedException {
    Stop stop = stops.poll(Patience.SECONDS, TimeUnit.SECONDS);
    if (stop == null) {
      throw new AssertionError("no stop; output " + output + " messages " + messages);
    }
    return stop;
  }

  /** How it ended. */
  Exit end() throws Exception {
    try {
      return exit.get(Patience.SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no end; stops " + stops + " output " + output + messages, e);
    }
  }
}
