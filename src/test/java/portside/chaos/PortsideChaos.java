package portside.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.Devices;
import portside.testing.Namespace;

/**
 * A campaign, not a test of the suite: {@code mvn verify -Pchaos}. Portside as its users start it
 * meets ten minutes of what can go wrong, in an order that a seed decides; afterwards it is as it
 * was. {@code -Dportside.seconds=60} makes it short, {@code -Dportside.seed=N} repeats one. With
 * root it runs on a laptop of its own with a phone beside it and a disk that can be full; without,
 * what needs them is left out, and the rest keeps its order.
 */
final class PortsideChaos {
  private static final long SECONDS = Long.getLong("portside.seconds", 600);
  private static final long SEED = Long.getLong("portside.seed", System.nanoTime());

  @TempDir Path folder;

  /** What is to be closed, the last first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private Subject subject;
  private List<Deed> deeds;

  /**
   * Something that happens.
   *
   * @param often of all that happens, how much it is, in relation to the others
   * @param deed gets its own chance: how much of it one takes changes nothing for the next
   */
  private record Deed(int often, Consumer<Random> deed) {}

  @BeforeEach
  void start() throws IOException {
    System.out.println("Chaos for " + SECONDS + " s, repeat it with -Dportside.seed=" + SEED);
    @Nullable Devices devices = Devices.possible() ? opened(Devices.make()) : null;
    if (devices != null) {
      opened(Namespace.enter(devices.laptop()));
    }
    Disk disk = opened(new Disk(Files.createDirectory(folder.resolve("disk"))));
    subject = opened(new Subject(folder, disk, devices != null));
    Deeds usual = new Deeds(subject);
    DiskFaults disks = new DiskFaults(subject, disk);
    NetworkFaults network = opened(new NetworkFaults(subject, devices));
    deeds =
        List.of(
            new Deed(30, usual::runAndStop),
            new Deed(12, usual::run),
            new Deed(15, usual::guest),
            new Deed(10, usual::kill),
            new Deed(4, usual::freeze),
            new Deed(3, usual::hangUp),
            new Deed(2, usual::killPortside),
            new Deed(3, disks::gone),
            new Deed(3, disks::full),
            new Deed(4, disks::readOnly),
            new Deed(4, disks::dataGone),
            new Deed(4, network::reset),
            new Deed(3, network::halfOpen),
            new Deed(3, network::dropWebSocket),
            new Deed(2, network::link),
            new Deed(2, network::leave));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  @AfterEach
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS) // the suite's own limit is shorter than the campaign
  void portside_is_afterwards_as_it_was() {
    subject.note("seed " + SEED);
    subject.remember();
    Random order = new Random(SEED);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      any(order).deed().accept(new Random(order.nextLong()));
    }
    subject.assertRestsAsBefore();
    subject.assertEndsAsItShould();
    System.out.println(subject.told());
  }

  private Deed any(Random order) {
    int chosen = order.nextInt(deeds.stream().mapToInt(Deed::often).sum());
    for (Deed deed : deeds) {
      chosen -= deed.often();
      if (chosen < 0) {
        return deed;
      }
    }
    throw new AssertionError();
  }

  /** Lets anything up to so many milliseconds pass. */
  static void pause(Random random, int atMost) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(atMost)));
  }
}
