package portside.runs;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Refused;

/**
 * Tells what a student's computer can run out of from what nobody expected. Its reasons are among
 * the site's words, since they can befall every experiment.
 */
final class Shortage {
  /** So few descriptors left are none: Java and its libraries open some at once. */
  private static final long FEW = 4;

  /** EMFILE in the system's words (glibc's; the Korean ones as well), which Java hands on. */
  private static final Pattern TOO_MANY_FILES = Pattern.compile("Too many open files|열린 파일이 너무 많");

  private Shortage() {}

  /**
   * Why a run broke, where the computer is the reason.
   *
   * @param broke what the run ended with
   * @return empty where something else is the reason
   */
  static Optional<Missing> of(Throwable broke) {
    for (Throwable each = broke; each != null; each = each.getCause()) {
      Optional<Missing> found = one(each);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Missing> one(Throwable each) {
    String said = String.valueOf(each.getMessage());
    if (each instanceof Refused refused && refused.reason() == Refused.Reason.TOO_MANY) {
      return Optional.of(new Missing("too-many"));
    }
    if (each instanceof OutOfMemoryError) {
      return Optional.of(new Missing(said.contains("thread") ? "processes" : "memory"));
    }
    if (each instanceof IOException && (TOO_MANY_FILES.matcher(said).find() || noneLeft())) {
      return Optional.of(new Missing("files", Map.of("limit", limit())));
    }
    if (each instanceof Lacking lacking) {
      return Optional.of(lacking.missing());
    }
    if (each instanceof FileSystemException file) {
      return Optional.of(new Missing("disk", Map.of("file", String.valueOf(file.getFile()))));
    }
    // The words of the JDK (Net.c, ProcessBuilder), in English whatever the system speaks.
    if (said.contains("IPv6 not available") || said.contains("Protocol family")) {
      return Optional.of(new Missing("ipv6"));
    }
    if (said.startsWith("Cannot run program")) {
      return Optional.of(new Missing("processes"));
    }
    return Optional.empty();
  }

  /** The system's own words may be in any language; that all descriptors are in use is a number. */
  private static boolean noneLeft() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.UnixOperatingSystemMXBean unix
        && unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() <= FEW;
  }

  private static String limit() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.UnixOperatingSystemMXBean unix
        ? Long.toString(unix.getMaxFileDescriptorCount())
        : "?";
  }
}
