package portside.experiments.newport;

import portside.experiments.Parameter;

/**
 * The port that is taken.
 *
 * @param taken 1024 to 65534: below, a port may be refused for want of privilege, and above 65535
 *     there is none
 */
public record NewportParameters(@Parameter(value = "8080", min = 1_024, max = 65_534) int taken) {}
