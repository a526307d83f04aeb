package portside.experiments.leftover;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.experiments.Run;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.process.Child;
import portside.process.Exit;
import portside.process.LineListener;

/** The program that was left behind: one process, or a parent and its child. */
final class Leftbehind {
  private static final Pattern BY = Pattern.compile("\\(PID ([0-9]+)\\)$");

  private final int port;
  private final List<String> goodbyes = new CopyOnWriteArrayList<>();
  private final Set<Long> found = new TreeSet<>();
  private @Nullable Child first;
  private @Nullable Long child;

  Leftbehind(int port) {
    this.port = port;
  }

  /** Hears what it says; the lines go to the run, too. */
  LineListener listener(Run<?> run) {
    return (stream, text) -> {
      if (text.startsWith(ForgottenServer.GOODBYE)) {
        goodbyes.add(text);
      }
      run.line(stream.equals(LineListener.ERR) ? "err" : "out", text);
    };
  }

  void startedAs(Child started) {
    first = started;
  }

  /** Looks who else has the socket. */
  void meetFamily() {
    child = listeners().stream().filter(pid -> pid != pid()).findFirst().orElse(null);
  }

  int port() {
    return port;
  }

  long pid() {
    return first().pid();
  }

  private Child first() {
    return Objects.requireNonNull(first, "not started");
  }

  boolean isFirstAlive() {
    return first().isAlive();
  }

  List<String> goodbyes() {
    return List.copyOf(goodbyes);
  }

  Optional<Exit> exit() {
    return first().exit();
  }

  /** The processes that listen on its port, as far as the system tells. */
  private Set<Long> listeners() {
    return PortHolders.of(port, Protocol.TCP).stream()
        .filter(holder -> holder.state().takesNewcomers())
        // Another program may have the number at another address.
        .filter(holder -> holder.localAddress().equals(Start.LOOPBACK))
        .flatMapToLong(holder -> holder.pid().stream())
        .boxed()
        .collect(Collectors.toSet());
  }

  /** Whether it is this very program that listens there, as far as the system tells. */
  boolean listens() {
    Set<Long> all = listeners();
    return all.isEmpty() || first().family().stream().anyMatch(one -> all.contains(one.pid()));
  }

  /** Its processes that live now, by their numbers. */
  Set<Long> alive() {
    Set<Long> alive = new TreeSet<>();
    if (isFirstAlive()) {
      alive.add(pid());
    }
    // A child whose parent has died is seen by its socket: a dead one may wait for its collector.
    Long second = child;
    if (second != null && listeners().contains(second)) {
      alive.add(second);
    }
    return alive;
  }

  /** The role of one of its processes; empty for a stranger. */
  Optional<String> role(long pid) {
    if (pid == pid()) {
      return Optional.of(child == null ? "program" : "parent");
    }
    return child != null && pid == child ? Optional.of("child") : Optional.empty();
  }

  /** Remembers that the reader has found a process. */
  void find(long pid) {
    found.add(pid);
  }

  /**
   * Its processes.
   *
   * @param all also those that live and were not found
   */
  List<LeftoverEvidence.Member> members(boolean all) {
    Set<Long> alive = alive();
    List<LeftoverEvidence.Member> members = new ArrayList<>();
    for (Long pid : child == null ? List.of(pid()) : List.of(pid(), child)) {
      if (all || found.contains(pid) || !alive.contains(pid)) {
        members.add(new LeftoverEvidence.Member(pid, role(pid).orElseThrow(), state(pid, alive)));
      }
    }
    return List.copyOf(members);
  }

  private String state(long pid, Set<Long> alive) {
    if (alive.contains(pid)) {
      return "alive";
    }
    boolean said = saidGoodbye(pid);
    if (child == null) {
      return said ? "polite" : "force";
    }
    // The reloader's parent ends with code 0 when it, or its child, was asked to end; it kills its
    // child with it. When the child was killed, it follows with the child's code.
    boolean orderly = exit().filter(exit -> exit.code() == 0).isPresent();
    if (pid == pid()) {
      if (!said) {
        return "force";
      }
      return orderly && !saidGoodbye(child) ? "polite" : "followed";
    }
    if (said) {
      return "polite";
    }
    return orderly && saidGoodbye(pid()) ? "followed" : "force";
  }

  private boolean saidGoodbye(long pid) {
    return goodbyes.stream()
        .map(BY::matcher)
        .filter(Matcher::find)
        .anyMatch(by -> Long.parseLong(by.group(1)) == pid);
  }
}
