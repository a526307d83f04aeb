/**
 * Here belongs what a class shares: the live connection of each page. It may use lessons and
 * experiments; they do not know it.
 */
@org.jspecify.annotations.NullMarked
package portside.room;
