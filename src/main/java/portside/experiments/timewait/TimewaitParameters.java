package portside.experiments.timewait;

import portside.experiments.Parameter;

/**
 * How the server opens its port.
 *
 * @param reuseAddress whether it sets SO_REUSEADDR, before as well as after: it is the same program
 *     that is started again
 */
public record TimewaitParameters(@Parameter("off") boolean reuseAddress) {}
