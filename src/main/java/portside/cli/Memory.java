package portside.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;

/**
 * Has the memory given back that a flood of requests has left unused: Java itself looks for it only
 * where it is told to (JEP 346), and a jar that is started by hand brings no options.
 */
final class Memory {
  private static final System.Logger LOG = System.getLogger(Memory.class.getName());
  private static final String EVERY_MILLIS = "30000";

  private Memory() {}

  /** From now on, every half a minute in which there was no other collection. */
  static void giveBack() {
    try {
      HotSpotDiagnosticMXBean java =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (java != null) {
        java.setVMOption("G1PeriodicGCInterval", EVERY_MILLIS);
      }
    } catch (IllegalArgumentException | LinkageError another) {
      LOG.log(Level.DEBUG, "this Java has no such option", another);
    }
  }
}
