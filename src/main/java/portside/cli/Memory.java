package portside.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.System.Logger.Level;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Keeps Java from taking more memory than Portside needs. Without options, and a jar that is
 * started by hand brings none, Java begins with a sixty-fourth of the computer's memory and lets a
 * flood of requests grow it to a quarter, while what lives in it is some tens of megabytes.
 */
final class Memory {
  private static final System.Logger LOG = System.getLogger(Memory.class.getName());

  /** While Java has no more than this, in bytes, nobody looks closer. */
  static final long PLENTY = 96L << 20;

  /** The same at rest: no class is connected and Java collects nothing, so that nobody waits. */
  static final long AT_REST = 40L << 20;

  /**
   * So many connected pages are a class, which a collection would hold up; fewer are its host's.
   */
  static final int CLASS = 10;

  /** How much of its heap may lie idle after a collection, in percent: at work, and at rest. */
  private static final String IDLE = "50";

  private static final String IDLE_AT_REST = "30";

  /** Java's serial collector gives back 0, 10, 40 and 100 hundredths (ShrinkHeapInSteps). */
  private static final int STEPS = 4;

  private static final long EVERY_SECONDS = 10;
  private static final String IDLE_MILLIS = "30000";
  private static final String MOST_IDLE = "MaxHeapFreeRatio";
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

  private final MemoryMXBean heap = ManagementFactory.getMemoryMXBean();

  private final IntSupplier connected;

  /** Whether a class was connected at the last look. */
  private boolean taught;

  /** What was in use after the last collection from here, in bytes. */
  private long used;

  /** How many collections in a row gave nothing back, and what Java had after the last of them. */
  private int inVain;

  private long stuck;

  /** How often Java had collected when it was looked at last. */
  private long collections;

  /** Whether Java has worked since it gave back what is no part of the heap. */
  private boolean untrimmed;

  private Memory(IntSupplier connected) {
    this.connected = connected;
  }

  /**
   * From now on, as long as this process lives.
   *
   * @param connected how many pages are connected to the site now
   */
  static void giveBack(IntSupplier connected) {
    Memory memory = of(connected);
    ScheduledExecutorService looking =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "memory");
              thread.setDaemon(true);
              return thread;
            });
    looking.scheduleWithFixedDelay(memory::look, 2, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Tells Java how much of its heap may lie idle, in percent, as far as it can be told. */
  static Memory of(IntSupplier connected) {
    set("MinHeapFreeRatio", "20");
    set(MOST_IDLE, IDLE);
    // Java itself looks for memory to give back only where it is told to (JEP 346).
    set("G1PeriodicGCInterval", IDLE_MILLIS);
    return new Memory(connected);
  }

  private static void set(String option, String value) {
    try {
      HotSpotDiagnosticMXBean java =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (java != null) {
        java.setVMOption(option, value);
      }
    } catch (IllegalArgumentException | LinkageError another) {
      LOG.log(Level.DEBUG, "this Java has no such option", another);
    }
  }

  /**
   * Collects, which is what makes Java's heap smaller, where there is plenty of it and most is not
   * in use. Some collectors give back in steps, and the first of these may be nothing. When nothing
   * is left to collect and Java rests, gives back what is no part of the heap, once.
   */
  void look() {
    boolean teaches = connected.getAsInt() >= CLASS;
    if (taught && !teaches) { // what was in vain while a class was there is not now
      inVain = 0;
      stuck = 0;
    }
    taught = teaches;
    boolean rests = !teaches && collections() == collections;
    long taken = heap.getHeapMemoryUsage().getCommitted();
    if (taken > (rests ? AT_REST : Math.max(PLENTY, 2 * used)) && taken > stuck) {
      set(MOST_IDLE, rests ? IDLE_AT_REST : IDLE);
      System.gc();
      set(MOST_IDLE, IDLE); // of the next one nobody knows whether it is at rest
      MemoryUsage left = heap.getHeapMemoryUsage();
      used = left.getUsed();
      inVain = left.getCommitted() < taken ? 0 : inVain + 1;
      stuck = inVain < STEPS ? 0 : left.getCommitted();
      untrimmed = true;
    } else if (rests && untrimmed) {
      trim();
      untrimmed = false;
    } else if (!rests) {
      untrimmed = true;
    }
    collections = collections();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  /**
   * What Java's compiler has taken beside the heap and freed stays with the C library until that is
   * told (malloc_trim(3)), which Java does on Linux by its command {@code System.trim_native_heap}.
   *
   * @return whether this Java has the command
   */
  static boolean trim() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(new ObjectName(COMMANDS), "systemTrimNativeHeap", null, null);
      return true;
    } catch (JMException another) {
      LOG.log(Level.DEBUG, "this Java has no such command", another);
      return false;
    }
  }
}
