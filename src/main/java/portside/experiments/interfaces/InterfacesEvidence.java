package portside.experiments.interfaces;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;

/**
 * The interfaces. Which networks a computer is in is its owner's business: guests learn only of the
 * one by which they came in.
 *
 * @param openedByWildcard how many interfaces 0.0.0.0 would open beside loopback
 * @param interfaces every interface, those that 0.0.0.0 would open first
 * @param cameInBy the interface by which the caller came in; null where none lists the called
 *     address, as for 127.0.0.2
 */
public record InterfacesEvidence(
    @Guests Integer openedByWildcard,
    @Nullable List<Listed> interfaces,
    @Guests @Nullable Listed cameInBy) {}
