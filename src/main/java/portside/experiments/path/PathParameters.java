package portside.experiments.path;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.experiments.BadInput;
import portside.experiments.Parameter;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/**
 * Where the bytes are sent.
 *
 * @param target an address of this computer; or {@code lan} for the one by which other devices most
 *     likely reach it, which a lesson cannot know
 * @param from who comes for the bytes: this computer, or a device of the room that calls the target
 */
public record PathParameters(
    @Parameter(value = "127.0.0.1", max = 60) String target,
    @Parameter("this-computer") From from) {
  /** Who comes for the bytes. */
  public enum From {
    THIS_COMPUTER,
    OTHER_DEVICE
  }

  /** The word for the address on the network. */
  public static final String LAN = "lan";

  /**
   * Writes the address in its one canonical form, so that equal targets are equal.
   *
   * @throws BadInput when it is neither an address nor the word
   */
  public PathParameters {
    if (!target.equals(LAN)) {
      target =
          IpAddresses.parse(target)
              .map(IpAddresses::text)
              .orElseThrow(bad("not-an-address", target));
    }
  }

  /** The address that is meant on this computer; empty when it has none on any network. */
  Optional<InetAddress> address(ThisComputer here) {
    return target.equals(LAN)
        ? here.lanAddresses().stream().map(IpAddresses::withoutNeedlessZone).findFirst()
        : IpAddresses.parse(target);
  }

  /**
   * Lets only own addresses pass, so that nothing is ever sent to another device.
   *
   * @throws BadInput for any other, the wildcards among them, which are nobody's address
   */
  void check(ThisComputer here) {
    address(here)
        .filter(address -> address.isAnyLocalAddress() || !here.owns(address))
        .ifPresent(
            foreign -> {
              throw bad("not-own-address", target).get();
            });
  }

  private static java.util.function.Supplier<BadInput> bad(String problem, String given) {
    return () ->
        new BadInput(
            problem,
            Map.of(
                "parameter",
                "target",
                "given",
                given,
                "allowed",
                String.join(", ", List.of(LAN, "127.0.0.1")) + " …",
                "hint",
                ""));
  }
}
