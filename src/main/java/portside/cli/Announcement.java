package portside.cli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import portside.Site;
import portside.net.AddressKind;
import portside.net.Binding;
import portside.net.Holder;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.net.Purpose;
import portside.net.ThisComputer;
import portside.page.Urls;
import portside.page.Words;

/** What the terminal says at the start: the link, who else can come in, and how to stop. */
final class Announcement {
  private static final int MOST_LINES = 8;
  private static final Set<Purpose> INSIDE = Set.of(Purpose.CONTAINER, Purpose.VIRTUAL_MACHINE);

  private final Words words;
  private final PrintWriter out;
  private final PrintWriter err;

  Announcement(String lang, PrintWriter out, PrintWriter err) {
    this.words = Words.of("", lang);
    this.out = out;
    this.err = err;
  }

  /**
   * The link that makes a browser on this computer the host.
   *
   * @param key the key, or what opens in its place
   */
  static String link(Site site, String key) {
    boolean everywhere = ThisComputer.now().kindOf(site.host()) == AddressKind.WILDCARD;
    String door = everywhere ? "127.0.0.1" : IpAddresses.inUrl(site.host());
    return "http://" + door + ":" + site.port() + Urls.login(key);
  }

  /** Says where the site is. */
  void started(Site site, String key) {
    ThisComputer here = ThisComputer.now();
    AddressKind kind = here.kindOf(site.host());
    out.println();
    out.println(words.get("open"));
    out.println("  " + link(site, key));
    if (kind != AddressKind.LOOPBACK) {
      others(site, here, kind);
    }
    out.println();
    out.println(words.get("stop"));
    out.flush();
  }

  private void others(Site site, ThisComputer here, AddressKind kind) {
    List<InetAddress> doors =
        kind == AddressKind.WILDCARD ? here.lanAddresses() : List.of(site.host());
    out.println();
    if (doors.isEmpty()) {
      out.println(words.get("lan.none"));
      return;
    }
    out.println(words.get("lan"));
    // A link-local IPv6 address needs the caller's own zone, which nobody here can know.
    List<InetAddress> open = doors.stream().filter(door -> !door.isLinkLocalAddress()).toList();
    List<InetAddress> shown = worthALine(here, open);
    for (InetAddress door : shown) {
      out.printf(
          "  %-42s %s%n",
          "http://" + IpAddresses.inUrl(door) + ":" + site.port() + "/", purpose(here, door));
    }
    if (shown.size() < open.size()) {
      out.println("  " + words.get("lan.more", Map.of("count", open.size() - shown.size())));
    }
    out.println(words.get(kind == AddressKind.WILDCARD ? "lan.who.all" : "lan.who.one"));
  }

  /** Devices come in by the first ones; networks of containers and machines lead nowhere else. */
  private static List<InetAddress> worthALine(ThisComputer here, List<InetAddress> doors) {
    List<InetAddress> outside =
        doors.stream()
            .filter(
                door ->
                    here.interfaceOf(door)
                        .filter(each -> INSIDE.contains(each.purpose()))
                        .isEmpty())
            .toList();
    return (outside.isEmpty() ? doors : outside).stream().limit(MOST_LINES).toList();
  }

  private String purpose(ThisComputer here, InetAddress address) {
    return here.interfaceOf(address)
        .map(
            each ->
                each.purpose() == Purpose.OTHER
                    ? each.name()
                    : words.get("purpose." + each.purpose()) + " (" + each.name() + ")")
        .orElse("");
  }

  /** Says that a key on the command line is no secret on this computer. */
  void keyInSight() {
    err.println(words.get("key.in-sight"));
  }

  /** Says that a port cannot be had, who holds it, and what happens instead. */
  void portTaken(Binding.Attempt attempt, OptionalInt next) {
    Map<String, Object> values =
        Map.of(
            "port", attempt.port(),
            "address", IpAddresses.text(attempt.address()),
            "next", next.orElse(0),
            "error", attempt.error().orElse(""));
    String why = attempt.failure().map(f -> "taken." + f).orElse("taken.OTHER");
    err.println(words.get(words.find(why).isPresent() ? why : "taken.OTHER", values));
    String holders =
        PortHolders.of(attempt.port(), Protocol.TCP).stream()
            .filter(holder -> holder.state().takesNewcomers())
            .map(this::shown)
            .distinct()
            .collect(Collectors.joining("\n"));
    if (!holders.isEmpty()) {
      err.println(holders);
    }
    err.println(words.get(next.isPresent() ? "taken.next" : "taken.stop", values));
  }

  private String shown(Holder holder) {
    return holder.pid().isPresent()
        ? "  PID " + holder.pid().getAsLong() + "  " + holder.command().orElse("")
        : "  " + words.get("taken.hidden");
  }
}
