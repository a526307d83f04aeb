/**
 * Here belong measurements of the whole site: weight, start, rate. They print <em>name, measured,
 * floor, ratio</em>; the floor is measured in the same run, so that the ratio says something on any
 * machine. They never fail for being slow.
 */
@org.jspecify.annotations.NullMarked
package portside.bench;
