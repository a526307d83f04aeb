/**
 * Here belongs a run from its start to its being forgotten, and the news of its changes. It knows
 * experiments by their contract only, and neither pages nor HTTP.
 */
@org.jspecify.annotations.NullMarked
package portside.runs;
