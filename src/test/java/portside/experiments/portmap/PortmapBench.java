package portside.experiments.portmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.bench.Row;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.PortScan;
import portside.process.Executables;

/**
 * How fast the map is. Measured and floor take turns, so that what else the computer does meets
 * both; the lowest of each counts.
 */
final class PortmapBench {
  private static final int ROUNDS = 13;
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;

  @TempDir Path folder;

  /** Goal: 1.2 times the same system calls in C. */
  @Test
  void scan_of_every_port_on_two_threads() throws Exception {
    assumeTrue(Executables.find("cc").isPresent(), "needs a C compiler");
    Path floor = compiled();
    List<Double> java = new ArrayList<>();
    List<Double> javaBusy = new ArrayList<>();
    List<Double> c = new ArrayList<>();
    List<Double> cBusy = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      String[] times = printed(floor.toString(), "2", "1").get(0).split(" ");
      c.add(Double.parseDouble(times[0]));
      cBusy.add(Double.parseDouble(times[1]));
      long busy = busy();
      java.add(scan());
      javaBusy.add((busy() - busy) / 1e6);
    }
    // The first rounds warm the compiler up.
    Row.print(
        "portmap scan, 2 threads (goal: 1.2 × C)",
        lowest(java.subList(3, ROUNDS)),
        lowest(c),
        "ms (floor: C)");
    // What the computer does meanwhile for others hardly touches this one.
    Row.print(
        "  its processor (goal: 1.2 × C)",
        lowest(javaBusy.subList(3, ROUNDS)),
        lowest(cBusy),
        "ms (floor: C)");
  }

  /** Budget: 10 ms warm. The floor is the system's own program, with starting it. */
  @Test
  void list_of_every_listener_and_its_owner() throws Exception {
    assumeTrue(Executables.find("ss").isPresent(), "needs ss of iproute2");
    List<Double> java = new ArrayList<>();
    List<Double> ss = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long start = System.nanoTime();
      PortHolders.all();
      java.add(millis(start));
      if (i % 4 == 0) {
        start = System.nanoTime();
        printed("ss", "-tunapH");
        ss.add(millis(start));
      }
    }
    double listeners = lowest(java.subList(20, 60));
    Row.budget("portmap listeners (goal: 10 ms)", listeners, 10, "ms");
    Row.print("  beside ss", listeners, lowest(ss), "ms (floor: ss -tunap)");
  }

  /** What one answer of the card costs when only the table is asked. */
  @Test
  void picture_of_the_table() {
    List<Double> table = new ArrayList<>();
    List<Double> picture = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long start = System.nanoTime();
      PortTable read = PortTable.read(LOOPBACK);
      table.add(millis(start));
      PortPicture.of(read, null);
      picture.add(millis(start));
    }
    Row.print(
        "portmap table and picture",
        lowest(picture.subList(20, 60)),
        lowest(table.subList(20, 60)),
        "ms (floor: the table alone)");
  }

  private static double scan() throws Exception {
    long start = System.nanoTime();
    try (PortScan scan = PortScan.start(LOOPBACK, 2)) {
      while (!scan.await(Duration.ofSeconds(1))) {
        continue;
      }
    }
    return millis(start);
  }

  private static long busy() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private Path compiled() throws Exception {
    Path source = folder.resolve("bind_every_port.c");
    try (InputStream in = PortmapBench.class.getResourceAsStream("bind_every_port.c")) {
      Files.copy(Objects.requireNonNull(in), source);
    }
    Path program = folder.resolve("bind_every_port");
    printed("cc", "-O2", "-pthread", source.toString(), "-o", program.toString());
    return program;
  }

  private static List<String> printed(String... line) throws Exception {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    List<String> lines = process.inputReader().lines().toList();
    assertEquals(0, process.waitFor(), () -> String.join(" ", line) + "\n" + lines);
    return lines;
  }

  private static double millis(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static double lowest(List<Double> times) {
    return times.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }
}
