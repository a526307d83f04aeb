package portside.experiments.interfaces;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;

/**
 * The interfaces. Which networks a computer is in is its owner's business: guests learn only of the
 * one by which the caller came in, and of those whose addresses every lesson shows anyway.
 *
 * @param openedByWildcard how many interfaces 0.0.0.0 would open beside loopback
 * @param interfaces every interface, those that 0.0.0.0 would open first
 * @param shown loopback, and the interface with this computer's address on the network, by which
 *     the lessons' other experiments call it
 * @param cameInBy the interface by which the caller came in; null where none lists the called
 *     address, as for 127.0.0.2
 * @param listeners the TCP ports at which programs wait now
 */
public record InterfacesEvidence(
    @Guests Integer openedByWildcard,
    @Nullable List<Listed> interfaces,
    @Guests List<Listed> shown,
    @Guests @Nullable Listed cameInBy,
    @Nullable List<Listener> listeners) {}
