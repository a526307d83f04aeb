package portside.room;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portside.access.Person;
import portside.room.NotNow.Reason;

/** Who takes part. Guarded by the room. */
final class Members {
  /** Twice the largest class that is planned for, since a person costs nothing to make up. */
  static final int MOST = 2_000;

  /** A class may be one address. */
  static final int BEHIND_ONE_ADDRESS = 1_200;

  /** Three hundred students mistype a code at most once each; who guesses needs hours. */
  private static final int WRONG_CODES = 300;

  /** A page without a script looks again every few seconds. */
  private static final Duration HERE = Duration.ofSeconds(30);

  private final Map<Person, Member> all = new LinkedHashMap<>();
  private final Map<InetAddress, Integer> addresses = new HashMap<>();
  private final Map<Person, Long> visits = new HashMap<>();
  private final Pace wrongCodes = new Pace(WRONG_CODES, Duration.ofMinutes(10));
  private int last;

  /** Everybody as they were kept. */
  void restore(List<Member> kept) {
    kept.forEach(
        member -> {
          all.put(member.person(), member);
          last = Math.max(last, member.number());
        });
  }

  Optional<Member> find(Person person) {
    return Optional.ofNullable(all.get(person));
  }

  List<Member> list() {
    return List.copyOf(all.values());
  }

  /**
   * Lets somebody in, or changes the name of who is.
   *
   * @throws NotNow when the code is wrong, or there are too many
   */
  Member join(
      Person person,
      InetAddress address,
      @Nullable String name,
      String code,
      String needed,
      Instant now) {
    Member known = all.get(person);
    if (known != null) {
      return put(known.named(name, now).following(true));
    }
    if (wrongCodes.isOver(address)) {
      throw new NotNow(Reason.TOO_FAST);
    }
    if (!code.equals(needed) && !needed.isEmpty()) {
      wrongCodes.count(address);
      throw new NotNow(Reason.WRONG_CODE);
    }
    if (all.size() >= MOST || addresses.getOrDefault(address, 0) >= BEHIND_ONE_ADDRESS) {
      throw new NotNow(Reason.TOO_MANY);
    }
    addresses.merge(address, 1, Integer::sum);
    return put(new Member(person, ++last, name, now, now, true));
  }

  Member put(Member member) {
    all.put(member.person(), member);
    return member;
  }

  void remove(Person person) {
    all.remove(person);
    visits.remove(person);
  }

  /** They have looked at the class. */
  void visit(Person person) {
    if (all.containsKey(person)) {
      visits.put(person, System.nanoTime());
    }
  }

  /**
   * Who is here.
   *
   * @param connected who has a live connection
   */
  Set<Person> here(Set<Person> connected) {
    long now = System.nanoTime();
    Set<Person> here = new HashSet<>(connected);
    visits.forEach(
        (person, at) -> {
          if (now - at < HERE.toNanos()) {
            here.add(person);
          }
        });
    here.retainAll(all.keySet());
    return here;
  }
}
