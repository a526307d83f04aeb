package portside.room.flip.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
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
 * From where each device of a class came last, and whether it is still there. While the devices are
 * asked, one with a script says every few seconds that it is: a connection over a network that has
 * gone stays open for a quarter of an hour, for nothing that is sent comes back (RFC 9293 §3.8.3).
 * At other times it is there as long as it holds a live connection; one without a script as long as
 * it asks now and then. Safe for every thread.
 */
public final class Whereabouts {
  /** A person costs nothing to make up; the ones that have come longest ago give way. */
  private static final int MOST = 4_000;

  /** A page that was reloaded, or lost its network for a moment, is no device that has gone. */
  private static final Duration RECONNECTS = Duration.ofSeconds(4);

  /** Three times as long as between two words of a page with a script. */
  private static final Duration SAYS_SO = Duration.ofSeconds(15);

  /** A page without a script looks again every few seconds. */
  private static final Duration LOOKS_AGAIN = Duration.ofSeconds(30);

  /** Where somebody was last. */
  private static final class Trace {
    private InetAddress from;
    private InetAddress by;
    private long heard;
    private boolean hasScript;

    Trace(Caller caller) {
      from = caller.address();
      by = caller.localAddress();
    }

    void heard(Caller caller) {
      from = caller.address();
      by = caller.localAddress();
      heard = System.nanoTime();
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
    if (person != null) {
      synchronized (this) {
        traces.computeIfAbsent(person, same -> new Trace(caller)).heard(caller);
      }
    }
  }

  /** {@code GET /join/here}: a page with a script says that it is there. */
  public void here(Context ctx) {
    Person person = Access.caller(ctx).person();
    synchronized (this) {
      Trace trace = person == null ? null : traces.get(person);
      if (trace != null) {
        trace.hasScript = true;
      }
    }
    ctx.status(HttpStatus.NO_CONTENT);
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
   * @param asked whether the devices are asked now, so that those with a script say that they are
   *     there
   * @param unknown the address for who has not come since this Portside started
   */
  synchronized List<Device> devices(
      List<Member> members, Set<Person> connected, boolean asked, InetAddress unknown) {
    return members.stream()
        .map(
            member -> {
              Trace trace = traces.get(member.person());
              return trace == null
                  ? lost(member, unknown)
                  : device(member, trace, connected.contains(member.person()), asked);
            })
        .toList();
  }

  private static Device lost(Member member, InetAddress unknown) {
    long silent = Duration.between(member.seenAt(), Instant.now()).toSeconds();
    return new Device(
        member.person(), member.number(), false, unknown, unknown, Math.max(1, silent));
  }

  private static Device device(Member member, Trace trace, boolean holds, boolean asked) {
    Duration silent = Duration.ofNanos(System.nanoTime() - trace.heard);
    Duration patience = !trace.hasScript ? LOOKS_AGAIN : holds && asked ? SAYS_SO : RECONNECTS;
    boolean here = silent.compareTo(patience) < 0 || holds && !asked;
    return new Device(
        member.person(),
        member.number(),
        here,
        trace.from,
        trace.by,
        here ? 0 : silent.toSeconds());
  }
}
