/**
 * Here belongs the live connection of each page: which topics it follows, and who is told that one
 * of them has a new version.
 */
@org.jspecify.annotations.NullMarked
package portside.live;
