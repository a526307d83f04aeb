package portside.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads settings of the Linux kernel, the files under {@code /proc/sys}.
 *
 * <p>They must be read in one go: a number answers only a read from its start (kernel,
 * kernel/sysctl.c), and {@code Files.readString} takes the first byte of a file without a size
 * alone, so that 1024 became 1.
 */
final class ProcSys {
  private ProcSys() {}

  /** Returns the setting without the white space around it; empty if it cannot be read. */
  static Optional<String> read(String setting) {
    byte[] bytes = new byte[1024];
    try (InputStream file = Files.newInputStream(Path.of("/proc/sys", setting))) {
      int length = file.read(bytes);
      return length <= 0
          ? Optional.empty()
          : Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8).strip());
    } catch (IOException notOnThisKernel) {
      return Optional.empty();
    }
  }
}
