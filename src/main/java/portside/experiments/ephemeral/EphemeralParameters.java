package portside.experiments.ephemeral;

import portside.experiments.Parameter;

/**
 * How often port 0 is asked for.
 *
 * @param count 1 to 200
 */
public record EphemeralParameters(@Parameter(value = "20", min = 1, max = 200) int count) {}
