package portside.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager.AcceptListener;
import org.jspecify.annotations.Nullable;
import portside.web.Place.Phase;

/**
 * The places of the guests. While there are some left everybody gets one. After that a newcomer
 * gets the place of whoever makes the least of theirs: first of those that have never asked for
 * anything, the oldest first of an address that holds more than its share, so that thousands of
 * silent connections push out each other, while a reader whose request comes behind its connection
 * gets in and stays; then of those that have had their answer; last of those that do not take it,
 * and of whoever holds the most.
 *
 * <p>All of it is plain bookkeeping in memory and never waits.
 */
final class Places implements AcceptListener {
  /** An answer that is taken faster than that is never cut short. */
  private static final long STALLED_NANOS = 5_000_000_000L;

  /**
   * While no more than a tenth of all have a request on its way, those are taken for guests; where
   * there are more, the oldest of them are a flood's.
   */
  private static final int FEW = 10;

  private final Bounds bounds;
  private final Supplier<byte[]> tooSlow;

  // guarded by this
  private final Map<SelectableChannel, Place> places = new HashMap<>();
  private final Map<InetAddress, Integer> addresses = new HashMap<>();
  private final Map<Object, Integer> networks = new HashMap<>();
  private final Map<Phase, LinkedHashSet<Place>> phases = new EnumMap<>(Phase.class);

  /**
   * @param tooSlow the answer to a request that did not arrive in time, as it is sent
   */
  Places(Bounds bounds, Supplier<byte[]> tooSlow) {
    this.bounds = bounds;
    this.tooSlow = tooSlow;
    for (Phase phase : Phase.values()) {
      phases.put(phase, new LinkedHashSet<>());
    }
  }

  /**
   * Gives a newcomer a place, taking it from another where there is none.
   *
   * @return false when there is none; the connection is then to be closed
   */
  boolean arrive(SelectableChannel channel, InetAddress from) {
    List<Place> leaving = new ArrayList<>();
    boolean in;
    synchronized (this) {
      Place place = new Place(channel, from);
      in =
          room(
                  addresses.getOrDefault(from, 0) < bounds.address(),
                  place,
                  leaving,
                  p -> p.address.equals(from))
              && room(
                  networks.getOrDefault(place.network, 0) < bounds.network(),
                  place,
                  leaving,
                  p -> p.network.equals(place.network))
              && room(places.size() < bounds.total(), place, leaving, p -> true);
      if (in) {
        places.put(channel, place);
        addresses.merge(place.address, 1, Integer::sum);
        networks.merge(place.network, 1, Integer::sum);
        phases.get(place.phase).add(place);
      }
    }
    leaving.forEach(Places::close);
    return in;
  }

  /** Whether there is room, or is now that somebody leaves. */
  private boolean room(boolean free, Place newcomer, List<Place> leaving, Predicate<Place> scope) {
    if (free) {
      return true;
    }
    Place victim = victim(newcomer, scope);
    if (victim == null) {
      return false;
    }
    remove(victim);
    leaving.add(victim);
    return true;
  }

  private @Nullable Place victim(Place newcomer, Predicate<Place> scope) {
    long now = System.nanoTime();
    for (Phase phase : List.of(Phase.STRANGER, Phase.BODY, Phase.IDLE)) {
      Place first = first(phase, newcomer, now, scope);
      if (first != null) {
        return first;
      }
    }
    for (Place place : phases.get(Phase.WORK)) {
      if (scope.test(place) && now - place.since > STALLED_NANOS) {
        return place;
      }
    }
    return ofTheGreediest(newcomer, scope);
  }

  /**
   * The oldest of an address that holds more than its share, where there is one, else the oldest of
   * those that hold the most: whoever floods does not push out a guest whose request is on its way.
   * Nor where all that the flood has is being answered: while few requests are on their way, nobody
   * gives way to an address that holds more, unless theirs has taken too long.
   */
  private @Nullable Place first(Phase phase, Place newcomer, long now, Predicate<Place> scope) {
    int share = places.size() / Math.max(addresses.size(), 1);
    int has = addresses.getOrDefault(newcomer.address, 0);
    boolean few = phase != Phase.IDLE && phases.get(phase).size() <= places.size() / FEW;
    Place found = null;
    int most = 0;
    for (Place place : phases.get(phase)) {
      int holds = addresses.getOrDefault(place.address, 0);
      boolean stays = few && holds < has && now - place.since <= STALLED_NANOS;
      if (scope.test(place) && !stays) {
        if (holds > share) {
          return place;
        }
        if (holds > most) {
          most = holds;
          found = place;
        }
      }
    }
    return found;
  }

  /** The latest WebSocket of the address that has the most, if that is more than the newcomer's. */
  private @Nullable Place ofTheGreediest(Place newcomer, Predicate<Place> scope) {
    int most = addresses.getOrDefault(newcomer.address, 0) + 1;
    Place found = null;
    for (Place place : phases.get(Phase.LIVE)) {
      int has = addresses.getOrDefault(place.address, 0);
      if (scope.test(place) && (has > most || found != null && has == most)) {
        most = has;
        found = place;
      }
    }
    return found;
  }

  /** The web server has made something of the connection. */
  void opened(SelectableChannel channel, EndPoint end) {
    boolean gone;
    synchronized (this) {
      Place place = places.get(channel);
      gone = place == null;
      if (place != null) {
        place.end = end;
      }
    }
    if (gone) {
      end.close();
    }
  }

  /** The connection goes on to another phase; one that has no place is none of ours. */
  synchronized void enter(SelectableChannel channel, Phase phase) {
    Place place = places.get(channel);
    if (place != null) {
      phases.get(place.phase).remove(place);
      place.enter(phase, System.nanoTime());
      phases.get(phase).add(place);
    }
  }

  /** Closes whatever is beyond its time; to be called every now and then. */
  void sweep() {
    List<Place> late = new ArrayList<>();
    synchronized (this) {
      long now = System.nanoTime();
      for (Place place : places.values()) {
        if (isLate(place, now)) {
          late.add(place);
        }
      }
      late.forEach(this::remove);
    }
    late.forEach(this::hangUp);
  }

  /** Nothing is being written to whoever has not sent a whole request; so they can be told why. */
  private void hangUp(Place place) {
    EndPoint end = place.end;
    if (end != null && place.isSending()) {
      try {
        end.flush(ByteBuffer.wrap(tooSlow.get()));
      } catch (IOException gone) {
        // then there is nobody to tell
      }
    }
    close(place);
  }

  private boolean isLate(Place place, long now) {
    long age = place.age(now);
    return switch (place.phase) {
      case STRANGER, IDLE -> age > bounds.head().toNanos();
      case BODY -> age > bounds.body().toNanos();
      case WORK -> age > bounds.answer().toNanos();
      case LIVE -> age > bounds.silence().toNanos();
    };
  }

  private static void close(Place place) {
    EndPoint end = place.end;
    if (end != null) {
      end.close();
    }
    // else it is closed as soon as the web server knows it
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    leave(channel);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    leave(channel);
  }

  private synchronized void leave(SelectableChannel channel) {
    Place place = places.get(channel);
    if (place != null) {
      remove(place);
    }
  }

  private void remove(Place place) {
    places.remove(place.channel);
    phases.get(place.phase).remove(place);
    less(addresses, place.address);
    less(networks, place.network);
  }

  private static <T> void less(Map<T, Integer> counts, T who) {
    counts.computeIfPresent(who, (same, count) -> count == 1 ? null : count - 1);
  }

  /** How many places are taken. */
  synchronized int taken() {
    return places.size();
  }
}
