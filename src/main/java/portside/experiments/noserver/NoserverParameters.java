package portside.experiments.noserver;

import portside.experiments.Parameter;
import portside.programs.ServerRuntime;

/**
 * What is called.
 *
 * @param runtime Flask, or the Java twin
 */
public record NoserverParameters(@Parameter("java") ServerRuntime runtime) {}
