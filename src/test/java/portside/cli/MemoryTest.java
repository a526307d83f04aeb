package portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.Java;
import portside.testing.Patience;

/** What a flood of requests has made Java take is given back. */
final class MemoryTest {
  private static final int MEGABYTE = 1 << 20;

  private static long committed() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }

  @Test
  void what_is_no_longer_needed_is_given_back() {
    Memory memory = Memory.of(() -> 0);
    long before = committed();
    long held = hold(before + 100 * MEGABYTE);
    for (int i = 0; i < 5; i++) { // a collector may do it in steps
      memory.look();
    }
    assertTrue(committed() < held, () -> held + " bytes were taken, and now " + committed());
  }

  /** Between what is plenty while Java works and what is plenty at rest. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseSerialGC"})
  void at_rest_less_is_plenty(String collector) throws Exception {
    String classPath = System.getProperty("java.class.path");
    Process child =
        new ProcessBuilder(
                Java.here().toString(),
                collector,
                "-Xms8m",
                "-Xmx90m", // a busy collector takes twice what it needs, and is to stay below
                // plenty
                "-cp",
                classPath,
                MemoryTest.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = child.inputReader()) {
      List<Long> taken = said.lines().map(Long::parseLong).toList();
      assertTrue(taken.get(0) > Memory.AT_REST && taken.get(0) <= Memory.PLENTY, "" + taken);
      assertEquals(0, taken.get(1), "a class was held up");
      assertTrue(taken.get(2) <= Memory.AT_REST, "" + taken);
    } finally {
      Patience.untilEnded(child);
    }
  }

  /**
   * A process that takes more than is plenty at rest, needs it no longer, and looks: while a class
   * is connected, and when all but its host have gone.
   */
  public static void main(String[] args) {
    AtomicInteger connected = new AtomicInteger(Memory.CLASS);
    Memory memory = Memory.of(connected::get);
    System.out.println(hold(Memory.AT_REST));
    long whole = wholeCollections();
    for (int i = 0; i < 8; i++) {
      memory.look();
    }
    System.out.println(wholeCollections() - whole);
    connected.set(Memory.CLASS - 1);
    for (int i = 0; i < 8; i++) {
      memory.look();
    }
    System.out.println(committed());
  }

  /** How often all of the heap has been collected, which is what holds everybody up. */
  private static long wholeCollections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(each -> Set.of("G1 Old Generation", "MarkSweepCompact").contains(each.getName()))
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  @Test
  void what_the_c_library_keeps_is_given_back_where_java_has_the_command() throws Exception {
    boolean has =
        Stream.of(
                ManagementFactory.getPlatformMBeanServer()
                    .getMBeanInfo(new ObjectName("com.sun.management:type=DiagnosticCommand"))
                    .getOperations())
            .anyMatch(each -> each.getName().equals("systemTrimNativeHeap"));
    assertEquals(has, Memory.trim());
  }

  /**
   * In a method of its own, so that nothing of it is held afterwards.
   *
   * @return what Java has taken for it, in bytes
   */
  private static long hold(long more) {
    List<byte[]> all = new ArrayList<>();
    while (committed() <= more) {
      all.add(new byte[MEGABYTE]);
    }
    return committed();
  }
}
