package portside.room.flip;

import static portside.room.flip.Rung.Ground.INFERRED;
import static portside.room.flip.Rung.Ground.MEASURED;
import static portside.room.flip.Rung.Ground.NOTHING;
import static portside.room.flip.Rung.Verdict.CAUSE;
import static portside.room.flip.Rung.Verdict.FINE;
import static portside.room.flip.Rung.Verdict.LATER;
import static portside.room.flip.Rung.Verdict.MAYBE;
import static portside.room.flip.Rung.Verdict.UNKNOWN;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import portside.instruments.HostFirewall;
import portside.net.IpAddresses;
import portside.net.LocalNetwork;
import portside.room.flip.Rung.Ground;
import portside.room.flip.Rung.Step;
import portside.room.flip.Rung.Verdict;

/**
 * Why a device does not reach the demo server: six questions in the order in which a packet meets
 * what they ask about. Above the first rung that surely fails, nothing was put to the test.
 */
public final class Ladder {
  private final Facts facts;

  private Ladder(Facts facts) {
    this.facts = facts;
  }

  /** The six rungs, the first to be climbed first. */
  public static List<Rung> of(Facts facts) {
    Ladder ladder = new Ladder(facts);
    List<Rung> rungs = new ArrayList<>();
    boolean failed = false;
    for (Step step : Step.values()) {
      Rung rung = failed ? ladder.rung(step, LATER, NOTHING, "later") : ladder.climb(step);
      failed |= rung.verdict() == CAUSE;
      rungs.add(rung);
    }
    return List.copyOf(rungs);
  }

  private Rung climb(Step step) {
    return switch (step) {
      case BOUND -> bound();
      case FAMILY -> family();
      case NETWORK -> network();
      case COMPUTER -> computer();
      case DEVICE -> device();
      case ISOLATION -> isolation();
    };
  }

  private Rung bound() {
    InetAddress bound = facts.bound();
    if (facts.serverSaw()) {
      return rung(Step.BOUND, FINE, MEASURED, "bound.saw");
    }
    if (bound.isLoopbackAddress() && !facts.door().isLoopbackAddress()) {
      return rung(Step.BOUND, CAUSE, MEASURED, "bound.loopback");
    }
    // Of two families the next rung speaks.
    if (!bound.isAnyLocalAddress() && sameFamily(bound) && !bound.equals(facts.door())) {
      return rung(Step.BOUND, CAUSE, MEASURED, "bound.other");
    }
    if (Boolean.FALSE.equals(facts.ownAnswer()) && sameFamily(bound)) {
      return rung(Step.BOUND, CAUSE, MEASURED, "bound.silent");
    }
    return rung(
        Step.BOUND,
        FINE,
        MEASURED,
        Boolean.TRUE.equals(facts.ownAnswer()) ? "bound.own" : "bound.open");
  }

  private boolean sameFamily(InetAddress bound) {
    return IpAddresses.isIpv4(bound) == IpAddresses.isIpv4(facts.door());
  }

  private Rung family() {
    if (!sameFamily(facts.bound())) {
      return rung(Step.FAMILY, CAUSE, MEASURED, "family.other");
    }
    if (IpAddresses.isIpv4(facts.by()) != IpAddresses.isIpv4(facts.door())) {
      return rung(Step.FAMILY, MAYBE, INFERRED, "family.came");
    }
    return rung(Step.FAMILY, FINE, MEASURED, "family.same");
  }

  private Rung network() {
    if (facts.mark() == Mark.GONE) {
      return rung(Step.NETWORK, CAUSE, MEASURED, "network.gone");
    }
    if (facts.ownDevice()) {
      return rung(Step.NETWORK, FINE, MEASURED, "network.own");
    }
    if (IpAddresses.isIpv4(facts.by()) == IpAddresses.isIpv4(facts.door())
        && !facts.by().equals(facts.door())) {
      return rung(Step.NETWORK, MAYBE, INFERRED, "network.address");
    }
    Integer prefix = facts.prefix();
    if (prefix == null) {
      return rung(Step.NETWORK, UNKNOWN, NOTHING, "network.unknown");
    }
    return LocalNetwork.samePrefix(facts.by(), facts.from(), prefix)
        ? rung(Step.NETWORK, FINE, MEASURED, "network.same")
        : rung(Step.NETWORK, MAYBE, INFERRED, "network.other");
  }

  private Rung computer() {
    if (facts.serverSaw()) {
      return rung(Step.COMPUTER, FINE, MEASURED, "computer.saw");
    }
    if (facts.othersAnswered() > 0) {
      return rung(Step.COMPUTER, FINE, MEASURED, "computer.others");
    }
    if (facts.ownDevice()) {
      return rung(Step.COMPUTER, FINE, INFERRED, "computer.own");
    }
    HostFirewall.State firewall = facts.firewall().state();
    if (firewall == HostFirewall.State.OFF) {
      return rung(Step.COMPUTER, FINE, MEASURED, "computer.off");
    }
    String on = firewall == HostFirewall.State.ON ? "computer.on." : "computer.";
    return switch (facts.mark()) {
      case NO_ANSWER -> rung(Step.COMPUTER, MAYBE, INFERRED, on + "silent");
      case FAILED -> rung(Step.COMPUTER, MAYBE, INFERRED, on + "failed");
      default -> rung(Step.COMPUTER, UNKNOWN, NOTHING, "computer.untried");
    };
  }

  private Rung device() {
    Told told = facts.told();
    if (told == null) {
      return rung(Step.DEVICE, MAYBE, INFERRED, "device.untried");
    }
    if (told.securePage()) {
      return rung(Step.DEVICE, CAUSE, MEASURED, "device.mixed");
    }
    if (facts.serverSaw()) {
      return rung(Step.DEVICE, MAYBE, INFERRED, "device.saw");
    }
    // A browser may say so and let a page of the same network in all the same.
    if (told.permission() != null && !told.permission().equals("granted")) {
      return rung(
          Step.DEVICE,
          MAYBE,
          MEASURED,
          told.permission().equals("denied") ? "device.denied" : "device.prompt");
    }
    if (facts.othersAnswered() == 0) {
      return rung(Step.DEVICE, UNKNOWN, NOTHING, "device.nobody");
    }
    String how = facts.mark() == Mark.NO_ANSWER ? "device.silent." : "device.failed.";
    String who = told.millis() == null ? "by-hand" : told.system().key();
    return rung(Step.DEVICE, MAYBE, INFERRED, how + who);
  }

  private Rung isolation() {
    if (facts.ownDevice()) {
      return rung(Step.ISOLATION, FINE, INFERRED, "isolation.own");
    }
    if (facts.by().equals(facts.door())) {
      return rung(Step.ISOLATION, FINE, MEASURED, "isolation.reached");
    }
    return rung(Step.ISOLATION, UNKNOWN, NOTHING, "isolation.elsewhere");
  }

  private Rung rung(Step step, Verdict verdict, Ground ground, String because) {
    return new Rung(step, verdict, ground, because, values());
  }

  private Map<String, String> values() {
    Told told = facts.told();
    return Map.of(
        "bound", IpAddresses.text(facts.bound()),
        "door", IpAddresses.text(facts.door()),
        "by", IpAddresses.text(facts.by()),
        "from", IpAddresses.text(facts.from()),
        "prefix", String.valueOf(facts.prefix()),
        "others", String.valueOf(facts.othersAnswered()),
        "tried", String.valueOf(facts.othersTried()),
        "millis", told == null ? "" : String.valueOf(told.millis()),
        "firewall", facts.firewall().said(),
        "seconds", String.valueOf(facts.silentSeconds()));
  }
}
