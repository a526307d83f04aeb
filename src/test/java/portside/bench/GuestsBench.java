package portside.bench;

import static portside.testing.Devices.LAPTOP_ADDRESS;
import static portside.testing.Devices.PHONE_ADDRESS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import portside.process.Child;
import portside.testing.Devices;
import portside.testing.Flood;
import portside.testing.Java;
import portside.testing.Laptop;

/** How long the host and another guest wait for a page while a device does its worst. */
final class GuestsBench {
  private static final String PAGE = "http://" + LAPTOP_ADDRESS + Laptop.PORT + "/ko/wildcard";
  private static final int TRIES = 20;

  @Test
  void a_page_during_each_flood() {
    try (Devices devices = Devices.make()) {
      String[] addresses = new String[70];
      for (int i = 0; i < addresses.length; i++) {
        addresses[i] = "192.168.77." + (100 + i);
        devices.run(devices.phone(), "ip", "address", "add", addresses[i] + "/24", "dev", "lan0");
      }
      Laptop laptop = Laptop.start(devices, null);
      slowest(laptop, devices.laptop(), LAPTOP_ADDRESS); // the first page is colder than any flood
      rows(devices, laptop, "no flood");
      for (Flood.Way way : Flood.Way.values()) {
        int connections = way == Flood.Way.WHOAMI ? 1_000 : 4_200;
        Child flood = flood(devices, connections, way, addresses);
        try {
          rows(devices, laptop, way + " × " + connections);
        } finally {
          flood.close();
        }
      }
    }
  }

  private static Child flood(Devices devices, int connections, Flood.Way way, String... addresses) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Java.here().toString(),
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                Flood.class.getName(),
                LAPTOP_ADDRESS,
                Laptop.PORT.substring(1),
                "" + connections,
                way.name()));
    line.addAll(List.of(addresses));
    Child flood = devices.start(devices.phone(), line.toArray(String[]::new));
    laptopSettles();
    return flood;
  }

  /** A measurement of the middle of a flood; nothing is waited for. */
  private static void laptopSettles() {
    try {
      TimeUnit.SECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void rows(Devices devices, Laptop laptop, String when) {
    double host = slowest(laptop, devices.laptop(), LAPTOP_ADDRESS);
    Row.budget("the host's page, the slowest; " + when, host, 300, "ms");
    double guest = slowest(laptop, devices.phone(), PHONE_ADDRESS);
    Row.budget("another guest's page; " + when, guest, 1_000, "ms");
  }

  private static double slowest(Laptop laptop, String device, String from) {
    double slowest = 0;
    for (int i = 0; i < TRIES; i++) {
      Devices.Ran ran =
          laptop.curl(device, "-o", "/dev/null", "-w", "%{time_total}", "--interface", from, PAGE);
      double millis =
          ran.code() == 0
              ? 1_000 * Double.parseDouble(ran.out().strip())
              : Double.POSITIVE_INFINITY;
      slowest = Math.max(slowest, millis);
    }
    return slowest;
  }
}
