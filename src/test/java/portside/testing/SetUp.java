package portside.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the tests make once on this computer. Forks, and builds in other folders, wait for each
 * other and find it done.
 */
public final class SetUp {
  private static final long AT_MOST_MINUTES = 10;

  private SetUp() {}

  /**
   * Does something that only one Java on this computer may do at a time.
   *
   * @param what names it: letters, digits and hyphens
   */
  public static synchronized <T> T alone(String what, Supplier<T> work) {
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "portside-tests-" + what + ".lock");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.getChannel().lock(); // until the file is closed, whatever happens
      return work.get();
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be locked", e);
    }
  }

  /** Where to keep what outlives {@code mvn clean}: beside Maven's repository. */
  public static Path kept() {
    return Path.of(System.getProperty("portside.kept", "target/kept")).toAbsolutePath();
  }

  /** Whether packages can be installed: Debian, as root. */
  public static boolean canInstall() {
    return Files.exists(Path.of("/etc/debian_version"))
        && "root".equals(System.getProperty("user.name"));
  }

  /** Installs packages of Debian and says so. */
  public static void install(String... packages) {
    System.err.println("Installing " + String.join(", ", packages) + " for the tests (Debian)…");
    List<String> line = new ArrayList<>(List.of("apt-get", "install", "-y", "-qq"));
    line.addAll(List.of(packages));
    run(List.of("apt-get", "update", "-qq"));
    run(line);
  }

  /** Runs a program to its end, without its output, and says whether it went well. */
  static boolean run(List<String> line) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      Process process = builder.start();
      if (!process.waitFor(AT_MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException doesNotStart) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
