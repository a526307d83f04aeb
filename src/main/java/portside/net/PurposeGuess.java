package portside.net;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Guesses what an interface is for. The sources of the guesses:
 *
 * <ul>
 *   <li>Linux: {@code wl}, {@code en}, {@code ww} are systemd's prefixes
 *       (systemd.net-naming-scheme); a Wi-Fi card also has a folder {@code phy80211} in {@code
 *       /sys/class/net/NAME} (kernel, Linux wireless). {@code docker0}, {@code br-} with twelve hex
 *       digits and {@code veth} are Docker's (Docker documentation, bridge driver); {@code virbr}
 *       libvirt's; {@code vboxnet} VirtualBox's; {@code vmnet} VMware's. A kernel release that
 *       names Microsoft is WSL, whose {@code eth0} is the link to Windows (Microsoft, WSL
 *       networking).
 *   <li>macOS: {@code utun} is the system's tunnel (xnu, bsd/net/if_utun.c), {@code bridge100} and
 *       later are for shared and virtual networks, {@code awdl} and {@code llw} are for AirDrop.
 *       The name that people see says Wi-Fi or Ethernet; without it, {@code en0} is taken for
 *       Wi-Fi, which it is on a laptop.
 *   <li>Windows: the description that the adapter's driver gives, and the name of the connection
 *       ({@code vEthernet (WSL)}); Java's own {@code wlan0}, {@code eth0} where neither helps.
 * </ul>
 */
final class PurposeGuess {
  private static final Map<Pattern, Purpose> BY_UNIX_NAME = new LinkedHashMap<>();
  private static final Map<Pattern, Purpose> BY_WORDS = new LinkedHashMap<>();

  static {
    unixName(
        "docker.*|br-[0-9a-f]{12}|veth.*|cni.*|flannel.*|cali.*|podman.*|nerdctl.*|kube.*",
        Purpose.CONTAINER);
    unixName("lxcbr.*|lxdbr.*|incusbr.*|vxlan.*", Purpose.CONTAINER);
    unixName(
        "virbr.*|vnet\\d.*|vboxnet.*|vmnet.*|vmenet.*|bridge1\\d\\d|waydroid.*|mpqemubr.*",
        Purpose.VIRTUAL_MACHINE);
    unixName(
        "tun.*|tap.*|utun.*|wg.*|ppp.*|ipsec.*|tailscale.*|zt.*|nordlynx.*|proton.*|vpn.*",
        Purpose.VPN);
    unixName("wl.*|ath\\d.*", Purpose.WIFI);
    unixName("en.*|eth.*|em\\d.*|usb\\d.*", Purpose.ETHERNET);

    words("bluetooth", Purpose.OTHER);
    words("\\bwsl\\b", Purpose.WSL);
    words("virtualbox|vmware|parallels|hyper-v|vethernet|qemu host", Purpose.VIRTUAL_MACHINE);
    words("docker|podman", Purpose.CONTAINER);
    words(
        "vpn|wireguard|wintun|\\btap-|tunnel|tailscale|zerotier|openvpn|anyconnect|globalprotect"
            + "|fortinet|nordlynx|wan miniport|cloudflare warp",
        Purpose.VPN);
    words("wi-?fi|wireless|wlan|802\\.11|airport", Purpose.WIFI);
    words("ethernet|gigabit|\\blan\\b|\\bgbe\\b|realtek pcie|family controller", Purpose.ETHERNET);
  }

  private PurposeGuess() {}

  /**
   * Guesses.
   *
   * @param system whose naming to go by
   * @param name the short name
   * @param words all the names that people see, with blanks between
   * @param wireless whether the system itself says that it is a Wi-Fi card
   * @param inWsl whether this is the Linux side of WSL
   */
  static Purpose of(HostSystem system, String name, String words, boolean wireless, boolean inWsl) {
    String shortName = name.toLowerCase(Locale.ROOT);
    if (wireless) {
      return Purpose.WIFI;
    }
    Optional<Purpose> byName = byUnixName(shortName);
    if (system == HostSystem.WINDOWS) {
      return byWords(words).or(() -> byName).orElse(Purpose.OTHER);
    }
    boolean card = byName.equals(Optional.of(Purpose.ETHERNET));
    if (system == HostSystem.MACOS && card) {
      return byWords(words).orElse(shortName.equals("en0") ? Purpose.WIFI : Purpose.ETHERNET);
    }
    return inWsl && card ? Purpose.WSL : byName.orElse(Purpose.OTHER);
  }

  private static Optional<Purpose> byUnixName(String name) {
    return BY_UNIX_NAME.entrySet().stream()
        .filter(rule -> rule.getKey().matcher(name).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<Purpose> byWords(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return BY_WORDS.entrySet().stream()
        .filter(rule -> rule.getKey().matcher(lower).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static void unixName(String pattern, Purpose purpose) {
    BY_UNIX_NAME.put(Pattern.compile(pattern), purpose);
  }

  private static void words(String pattern, Purpose purpose) {
    BY_WORDS.put(Pattern.compile(pattern), purpose);
  }
}
