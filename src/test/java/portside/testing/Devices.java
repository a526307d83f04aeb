package portside.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;

/**
 * Several devices on one computer: network namespaces with addresses of their own. {@code laptop}
 * and {@code phone} are joined by a cable, a veth pair; {@code island} has nothing but loopback.
 * Where a test asks for it there is a {@code tablet} on the same network. They vanish with the
 * test.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/network_namespaces.7.html">
 *     network_namespaces(7)</a>
 */
public final class Devices implements AutoCloseable {
  public static final String LAPTOP_ADDRESS = "192.168.77.10";
  public static final String PHONE_ADDRESS = "192.168.77.20";
  public static final String TABLET_ADDRESS = "192.168.77.30";

  private final String laptop = name("laptop");
  private final String phone = name("phone");
  private final String island = name("island");
  private final String tablet = name("tablet");
  private final Children children = new Children();
  private final List<Path> files = new ArrayList<>();

  private Devices() {}

  /** Whether this user of this computer can make them. */
  public static boolean possible() {
    return "root".equals(System.getProperty("user.name")) && Executables.find("ip").isPresent();
  }

  /** Makes the devices. Without root or iproute2 the test is skipped. */
  public static Devices make() {
    LessonPython.ready();
    if (!possible()) {
      abort("a second device needs Linux, root and iproute2 (Debian: apt-get install iproute2)");
    }
    Devices devices = new Devices();
    try {
      devices.build();
      return devices;
    } catch (RuntimeException | Error e) {
      devices.close();
      throw e;
    }
  }

  private static String name(String device) {
    return "portside-" + device + "-" + ProcessHandle.current().pid();
  }

  private void build() {
    for (String device : List.of(laptop, phone, island)) {
      add(device);
    }
    ip("-n", laptop, "link", "add", "lan0", "type", "veth", "peer", "name", "lan0", "netns", phone);
    ip("-n", laptop, "address", "add", LAPTOP_ADDRESS + "/24", "dev", "lan0");
    ip("-n", phone, "address", "add", PHONE_ADDRESS + "/24", "dev", "lan0");
    ip("-n", laptop, "link", "set", "lan0", "up");
    ip("-n", phone, "link", "set", "lan0", "up");
  }

  private static void add(String device) {
    ip("netns", "add", device);
    ip("-n", device, "link", "set", "lo", "up");
  }

  /**
   * Adds a third device to the network: the laptop speaks with it by a cable of its own, with the
   * same address. So the tablet and the phone do not reach each other, as where a network isolates
   * its clients.
   *
   * @return its name; {@value #TABLET_ADDRESS} on the network
   */
  public String tablet() {
    add(tablet);
    ip(
        "-n", laptop, "link", "add", "lan1", "type", "veth", "peer", "name", "lan0", "netns",
        tablet);
    ip("-n", tablet, "address", "add", TABLET_ADDRESS + "/24", "dev", "lan0");
    ip("-n", laptop, "link", "set", "lan1", "up");
    ip("-n", tablet, "link", "set", "lan0", "up");
    ip("-n", laptop, "route", "add", TABLET_ADDRESS, "dev", "lan1", "src", LAPTOP_ADDRESS);
    return tablet;
  }

  /** The computer that runs Portside; {@value #LAPTOP_ADDRESS} on the network. */
  public String laptop() {
    return laptop;
  }

  /** The other device; {@value #PHONE_ADDRESS} on the network. */
  public String phone() {
    return phone;
  }

  /** A computer without a network. */
  public String island() {
    return island;
  }

  /** Starts a program on a device; it ends with the test. */
  public Child start(String device, String... line) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", device));
    all.addAll(List.of(line));
    try {
      return children.start(Command.of(all));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Runs a program on a device to its end.
   *
   * @return what it printed, and how it ended
   */
  public Ran run(String device, String... line) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", device));
    all.addAll(List.of(line));
    return run(all);
  }

  /**
   * What came of a program.
   *
   * @param code its exit code
   * @param out its output and errors
   */
  public record Ran(int code, String out) {}

  private static Ran run(List<String> line) {
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes());
      return new Ran(Patience.untilEnded(process), out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Plugs the phone's cable in or out, as a device that finds its network or loses it. */
  public void link(boolean up) {
    ip("-n", phone, "link", "set", "lan0", up ? "up" : "down");
  }

  /** Gives the phone one more address on the network, or takes one away. */
  public void address(boolean add, String address) {
    ip("-n", phone, "address", add ? "add" : "delete", address + "/24", "dev", "lan0");
  }

  private static void ip(String... arguments) {
    List<String> line = new ArrayList<>(List.of("ip"));
    line.addAll(List.of(arguments));
    Ran ran = run(line);
    if (ran.code() != 0) {
      throw new AssertionError(line + ": " + ran.out());
    }
  }

  /** A browser on a device. */
  public Chromium browser(String device) {
    Optional<Path> chromium = Chromium.executable();
    try {
      Path script =
          Files.createTempFile(
              "browser-on-",
              ".sh",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      files.add(script);
      Files.writeString(
          script,
          "#!/bin/sh\nexec ip netns exec " + device + " " + chromium.orElseThrow() + " \"$@\"\n");
      return Chromium.start(script);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    children.close();
    for (String device : List.of(laptop, phone, island, tablet)) {
      run(List.of("ip", "netns", "delete", device));
    }
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
