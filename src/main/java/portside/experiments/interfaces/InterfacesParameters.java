package portside.experiments.interfaces;

/** Nothing to choose: the computer is as it is. */
public record InterfacesParameters() {}
