/**
 * One server, one door, one question: does it answer? The whole table belongs to the experiment
 * <i>server</i>.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.reach;
