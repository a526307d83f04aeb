package portside.cards;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import portside.access.Caller;
import portside.access.Person;
import portside.access.Role;
import portside.experiments.Spot;

/**
 * What each person predicted last at each card. Who has not been here for longest is forgotten; a
 * person costs nothing to make up, so that the host has a share of its own and each address one for
 * the guests behind it.
 */
final class Predictions {
  /** More browsers than one computer has. */
  private static final int HOSTS = 100;

  /** Twice a class of 300 that comes from one address. */
  static final int BEHIND_ONE_ADDRESS = 600;

  private static final int ADDRESSES = 1_000;

  /** More cards than a course has. */
  private static final int CARDS = 500;

  private final InClass inClass;
  private final Map<Person, Map<Spot, String>> hosts = latest(HOSTS);
  private final Map<InetAddress, Map<Person, Map<Spot, String>>> guests = latest(ADDRESSES);

  /**
   * @param inClass where an answer is a prediction as well, of who has made none at the card itself
   */
  Predictions(InClass inClass) {
    this.inClass = inClass;
  }

  private static <K, V> Map<K, V> latest(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /**
   * Keeps a prediction in the place of the one before.
   *
   * @param caller who shows a person, else nothing is kept
   * @param outcome one that the card's question offers
   */
  synchronized void put(Caller caller, Spot spot, String outcome) {
    if (caller.person() != null) {
      Map<Person, Map<Spot, String>> share =
          caller.role() == Role.HOST
              ? hosts
              : guests.computeIfAbsent(caller.address(), a -> latest(BEHIND_ONE_ADDRESS));
      share.computeIfAbsent(caller.person(), who -> latest(CARDS)).put(spot, outcome);
    }
  }

  /** The outcome that a caller's person predicted at a card, or else answered in class. */
  Optional<String> of(Caller caller, Spot spot) {
    return atTheCard(caller, spot).or(() -> inClass.answer(caller.person(), spot));
  }

  private synchronized Optional<String> atTheCard(Caller caller, Spot spot) {
    Map<Person, Map<Spot, String>> share =
        caller.role() == Role.HOST ? hosts : guests.get(caller.address());
    Map<Spot, String> theirs =
        share == null || caller.person() == null ? null : share.get(caller.person());
    return theirs == null ? Optional.empty() : Optional.ofNullable(theirs.get(spot));
  }
}
