package portside.room.flip.pages;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Person;
import portside.instruments.HostFirewall;
import portside.net.IpAddresses;
import portside.net.LocalNetwork;
import portside.net.ThisComputer;
import portside.room.ClassState;
import portside.room.Room;
import portside.room.flip.Census;
import portside.room.flip.Device;
import portside.room.flip.Doors;
import portside.room.flip.Facts;
import portside.room.flip.Flip;
import portside.room.flip.FlipState;
import portside.room.flip.Ladder;
import portside.room.flip.Mark;
import portside.room.flip.Rung;
import portside.room.flip.Seat;

/** Puts together what is known of the devices of the class and of their way to the demo server. */
public final class Findings {
  private final Room room;
  private final Flip flip;
  private final Whereabouts whereabouts;
  private final Supplier<Set<Person>> connected;
  private final Supplier<HostFirewall> firewall;

  /**
   * @param connected who holds a live connection
   * @param firewall what this computer tells of its firewall; must not block
   */
  public Findings(
      Room room,
      Flip flip,
      Whereabouts whereabouts,
      Supplier<Set<Person>> connected,
      Supplier<HostFirewall> firewall) {
    this.room = room;
    this.flip = flip;
    this.whereabouts = whereabouts;
    this.connected = connected;
    this.firewall = firewall;
  }

  private @Nullable InetAddress invites() {
    return room.now()
        .map(ClassState::invites)
        .flatMap(IpAddresses::parse)
        .filter(ThisComputer.now()::owns)
        .orElse(null);
  }

  /** The address that somebody's device tries. */
  InetAddress door(Person person) {
    InetAddress by = whereabouts.by(person);
    return Doors.of(by == null ? IpAddresses.LOOPBACK : by, invites());
  }

  private List<Device> devices() {
    return whereabouts.devices(
        room.audience().all(),
        connected.get(),
        flip.state().open(),
        Doors.of(IpAddresses.LOOPBACK, invites()));
  }

  /**
   * The picture for the room.
   *
   * @param number the device whose ladder is wanted; null for none
   */
  Board board(@Nullable Integer number) {
    List<Device> devices = devices();
    List<Seat> seats = flip.census().seats(devices);
    FlipState state = flip.state();
    for (int i = 0; i < seats.size(); i++) {
      Seat seat = seats.get(i);
      if (Objects.equals(number, seat.number()) && state.bound() != null) {
        return new Board(state, seats, seat, forAll(ladder(devices.get(i), state)));
      }
    }
    return new Board(state, seats, null, List.of());
  }

  /** What somebody's own device found, and why not. */
  Mine mine(Person person, int number) {
    FlipState state = flip.state();
    Device device =
        devices().stream()
            .filter(each -> each.member().equals(person))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("not a member"));
    // Whoever asks is here.
    Device here = new Device(person, number, true, device.from(), device.by(), 0);
    Seat seat = flip.census().seats(List.of(here)).get(0);
    boolean dark = state.open() && seat.mark() != Mark.ANSWERED && seat.mark() != Mark.NOT_TRIED;
    return new Mine(state, seat, door(person), dark ? ladder(here, state) : List.of());
  }

  private List<Rung> ladder(Device device, FlipState state) {
    Census census = flip.census();
    InetAddress door = Doors.of(device.by(), invites());
    OptionalInt prefix = LocalNetwork.prefix(device.by());
    return Ladder.of(
        new Facts(
            census.mark(device),
            census.told(device.member()).orElse(null),
            Objects.requireNonNull(state.bound()),
            door,
            device.by(),
            device.from(),
            prefix.isPresent() ? prefix.getAsInt() : null,
            Access.onThisComputer(device.from()),
            Doors.ownAnswer(state, door),
            census.sawRequestOf(device.member()),
            census.answeredBeside(device.member()),
            census.toldBeside(device.member()),
            firewall.get(),
            device.silentSeconds()));
  }

  /** The room looks on: the end of a device's address, and what the firewall said, stay here. */
  private static List<Rung> forAll(List<Rung> ladder) {
    return ladder.stream()
        .map(
            rung -> {
              Map<String, String> values = new HashMap<>(rung.values());
              values.computeIfPresent("from", (same, from) -> masked(from));
              values.computeIfPresent("firewall", (same, said) -> said.replaceAll(":.*", ""));
              return new Rung(rung.step(), rung.verdict(), rung.ground(), rung.because(), values);
            })
        .toList();
  }

  /** An address without what tells its device from its neighbours. */
  static String masked(String address) {
    boolean four = IpAddresses.parse(address).filter(Inet4Address.class::isInstance).isPresent();
    return four
        ? address.replaceFirst("[.][0-9]+$", ".x")
        : address.replaceFirst("[0-9a-f]*(%.*)?$", "x");
  }
}
