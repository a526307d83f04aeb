package portside.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import portside.access.Person;
import portside.access.Role;

/**
 * Something that pages follow beside runs, such as {@code room}: it has a version, and a page that
 * hears of a new one asks for what it shows.
 */
public final class Topic {
  private final String name;
  private final Role mayHear;
  private final Topics topics;
  private final List<Runnable> hearers = new CopyOnWriteArrayList<>();
  private volatile long version;

  Topic(String name, Role mayHear, Topics topics) {
    this.name = name;
    this.mayHear = mayHear;
    this.topics = topics;
  }

  /**
   * Tells everybody who follows it.
   *
   * @param version the version that there is now; grows with every change
   */
  public void changed(long version) {
    this.version = version;
    topics.tell(name, version);
  }

  /** Whose pages follow it now, as far as they have shown who they are. */
  public Set<Person> followers() {
    return topics.followers(name);
  }

  /** Hears when a page begins or ends to follow it, however that ends. It must not block. */
  public void listen(Runnable hearer) {
    hearers.add(hearer);
  }

  /** A page follows from now on. */
  void follow(Listener page) {
    topics.follow(name, page);
    hearers.forEach(Runnable::run);
  }

  /** It does not follow any more. */
  void leave(Listener page) {
    topics.leave(name, page);
    hearers.forEach(Runnable::run);
  }

  long version() {
    return version;
  }

  Role mayHear() {
    return mayHear;
  }
}
