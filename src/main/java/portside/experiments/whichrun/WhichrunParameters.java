package portside.experiments.whichrun;

/** There is nothing to choose: both ways of starting are always tried. */
public record WhichrunParameters() {}
