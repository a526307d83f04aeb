package portside.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the interfaces of this computer. */
final class InterfaceReader {
  private static final Path SYSFS = Path.of("/sys/class/net");

  private InterfaceReader() {}

  /** An interface as Java tells it, before anything is guessed. Quick to read on every system. */
  record Raw(
      String name,
      String displayName,
      int index,
      boolean up,
      boolean loopback,
      boolean pointToPoint,
      boolean virtual,
      boolean wireless,
      List<InetAddress> addresses) {}

  /** Returns all interfaces by index. One that vanishes meanwhile is left out. */
  static List<Raw> read() {
    List<Raw> found = new ArrayList<>();
    try {
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        try {
          found.add(read(each));
        } catch (SocketException vanished) {
          // pulled out between the list and the question: as if it had not been there
        }
      }
    } catch (SocketException none) {
      // a computer without any interface, which some sandboxes are
    }
    found.sort(Comparator.comparingInt(Raw::index));
    return found;
  }

  private static Raw read(NetworkInterface each) throws SocketException {
    String name = each.getName();
    String shown = each.getDisplayName();
    boolean loopback = each.isLoopback();
    boolean onLinux = HostSystem.here() == HostSystem.LINUX && Files.exists(SYSFS.resolve(name));
    // A card has a link to its device (kernel documentation, sysfs rules); what is software has
    // none.
    boolean software = onLinux && !loopback && !Files.exists(SYSFS.resolve(name).resolve("device"));
    return new Raw(
        name,
        shown == null ? name : shown,
        each.getIndex(),
        each.isUp(),
        loopback,
        each.isPointToPoint(),
        software || each.isVirtual(),
        onLinux && Files.exists(SYSFS.resolve(name).resolve("phy80211")),
        inOrder(each));
  }

  /**
   * Java's list of Unix begins with the last address that was given (addif in NetworkInterface.c).
   */
  private static List<InetAddress> inOrder(NetworkInterface each) {
    List<InetAddress> addresses = new ArrayList<>(each.inetAddresses().toList());
    if (HostSystem.here() != HostSystem.WINDOWS) {
      Collections.reverse(addresses);
    }
    return addresses;
  }

  /** Adds the names that people see, and the guess of the purpose. */
  static List<Interface> describe(List<Raw> all, HostSystem system) {
    Map<String, String> friendly =
        FriendlyNames.of(all.stream().map(Raw::name).collect(Collectors.toSet()));
    boolean inWsl = system == HostSystem.LINUX && isWsl();
    return all.stream().map(raw -> describe(raw, system, friendly, inWsl)).toList();
  }

  private static Interface describe(
      Raw raw, HostSystem system, Map<String, String> friendly, boolean inWsl) {
    String shown = friendly.getOrDefault(raw.name(), raw.displayName());
    Purpose purpose =
        raw.loopback()
            ? Purpose.LOOPBACK
            : PurposeGuess.of(
                system, raw.name(), shown + " " + raw.displayName(), raw.wireless(), inWsl);
    return new Interface(
        raw.name(),
        shown,
        raw.index(),
        raw.up(),
        raw.loopback(),
        raw.pointToPoint(),
        raw.virtual(),
        raw.addresses(),
        purpose);
  }

  /** Microsoft's kernel names its maker in its release: 5.15.90.1-microsoft-standard-WSL2. */
  private static boolean isWsl() {
    return ProcSys.read("kernel/osrelease")
        .filter(release -> release.toLowerCase(Locale.ROOT).contains("microsoft"))
        .isPresent();
  }
}
