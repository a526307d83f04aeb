package portside.experiments.hostcheck;

import portside.experiments.Parameter;

/**
 * Which server is asked.
 *
 * @param check whether it answers only to its own names
 */
public record HostcheckParameters(@Parameter("off") boolean check) {}
