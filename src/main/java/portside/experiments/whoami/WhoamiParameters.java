package portside.experiments.whoami;

/** Nothing to choose: the connection is what it is. */
public record WhoamiParameters() {}
