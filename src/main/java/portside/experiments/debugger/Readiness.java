package portside.experiments.debugger;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portside.net.IpAddresses;
import portside.process.Child;
import portside.programs.ServerStart;

/** Whether a program that is a server answers, by which process, and how often it has. */
final class Readiness {
  private static final int KNOCK_MILLIS = 200;

  /** Werkzeug's line for a request of the first page; what a browser asks besides is no visit. */
  private static final Pattern VISIT = Pattern.compile("\"[A-Z]+ / HTTP/1\\.[01]\" [0-9]{3} ");

  private final Start start;
  private boolean listening;
  private @Nullable Long servedBy;
  private int visits;

  Readiness(Start start) {
    this.start = start;
  }

  /** A new start of the program has answered nobody. */
  void clear() {
    listening = false;
    servedBy = null;
    visits = 0;
  }

  /** Knocks, and tells whether the server answers; whoever opens its address sooner is refused. */
  boolean look(@Nullable Child child) {
    if (!listening) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(ServerStart.HOST, start.port()), KNOCK_MILLIS);
        servedBy = start.reloader() ? reloaded(child) : null;
        listening = !start.reloader() || servedBy != null;
      } catch (IOException notYet) {
        // it still starts
      }
    }
    return listening;
  }

  /** The process that a reloader has started to serve; null while it has not. */
  private static @Nullable Long reloaded(@Nullable Child watching) {
    return watching == null
        ? null
        : ProcessHandle.of(watching.pid()).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .findFirst()
            .orElse(null);
  }

  /** Reads a line of the program's output, perhaps a server's word on a request. */
  synchronized void read(String line) {
    if (start.server() && VISIT.matcher(line).find()) {
      visits++;
    }
  }

  /** Where it answers, or null. */
  @Nullable String url() {
    return listening
        ? "http://" + IpAddresses.inUrl(ServerStart.HOST) + ":" + start.port() + "/"
        : null;
  }

  /** The process that answers, where that is another one than the debugger's. */
  @Nullable Long servedBy() {
    return servedBy;
  }

  /** How often the first page was answered, by the server's log; null where it keeps none. */
  synchronized @Nullable Integer visits() {
    return start.logs() ? (Integer) visits : null;
  }
}
