package portside.room.flip.pages;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Caller;
import portside.access.Person;
import portside.room.Member;
import portside.room.flip.Device;

/**
 * From where each device of a class came last, and whether it is still there. A device that holds a
 * live connection is there as long as it holds it; one without a script as long as it asks now and
 * then. Safe for every thread.
 */
public final class Whereabouts {
  /** A person costs nothing to make up; the ones that have come longest ago give way. */
  private static final int MOST = 4_000;

  /** A page that was reloaded, or lost its network for a moment, is no device that has gone. */
  private static final Duration RECONNECTS = Duration.ofSeconds(4);

  /** A page without a script looks again every few seconds. */
  private static final Duration LOOKS_AGAIN = Duration.ofSeconds(30);

  /** Where somebody was last. */
  private static final class Trace {
    private final InetAddress from;
    private final InetAddress by;
    private long heard;
    private boolean everConnected;

    Trace(InetAddress from, InetAddress by, boolean everConnected) {
      this.from = from;
      this.by = by;
      this.heard = System.nanoTime();
      this.everConnected = everConnected;
    }
  }

  private final Map<Person, Trace> traces = // guarded by this
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Person, Trace> eldest) {
          return size() > MOST;
        }
      };

  /** Notes where a request came from; every one that was let through passes here. */
  public void note(Context ctx) {
    Caller caller = Access.caller(ctx);
    Person person = caller.person();
    if (person == null) {
      return;
    }
    synchronized (this) {
      Trace known = traces.get(person);
      traces.put(
          person,
          new Trace(caller.address(), caller.localAddress(), known != null && known.everConnected));
    }
  }

  /** By which address of this computer somebody came last; null for who has not come yet. */
  synchronized @Nullable InetAddress by(Person person) {
    Trace trace = traces.get(person);
    return trace == null ? null : trace.by;
  }

  /**
   * The devices of a class.
   *
   * @param connected who holds a live connection
   * @param unknown the address for who has not come since this Portside started
   */
  synchronized List<Device> devices(
      List<Member> members, Set<Person> connected, InetAddress unknown) {
    return members.stream().map(member -> device(member, connected, unknown)).toList();
  }

  private Device device(Member member, Set<Person> connected, InetAddress unknown) {
    Person person = member.person();
    Trace trace = traces.get(person);
    if (trace == null) {
      long silent = Duration.between(member.seenAt(), java.time.Instant.now()).toSeconds();
      return new Device(person, member.number(), false, unknown, unknown, Math.max(1, silent));
    }
    boolean holds = connected.contains(person);
    if (holds) {
      trace.heard = System.nanoTime();
      trace.everConnected = true;
    }
    Duration silent = Duration.ofNanos(System.nanoTime() - trace.heard);
    Duration patience = trace.everConnected ? RECONNECTS : LOOKS_AGAIN;
    boolean here = holds || silent.compareTo(patience) < 0;
    return new Device(
        person, member.number(), here, trace.from, trace.by, here ? 0 : silent.toSeconds());
  }
}
