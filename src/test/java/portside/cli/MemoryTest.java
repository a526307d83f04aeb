package portside.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a flood of requests has made Java take is given back. */
final class MemoryTest {
  private static final int MEGABYTE = 1 << 20;

  private static long committed() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }

  @Test
  void what_is_no_longer_needed_is_given_back() {
    Memory memory = Memory.of();
    long before = committed();
    long held = hold(before + 100 * MEGABYTE);
    for (int i = 0; i < 5; i++) { // a collector may do it in steps
      memory.look();
    }
    assertTrue(committed() < held, () -> held + " bytes were taken, and now " + committed());
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
