/**
 * Here belongs what a browser sees of the class: the host's room, the way in for guests, and the
 * parts of pages that follow the class. It may use lessons and cards; they do not know it.
 */
@org.jspecify.annotations.NullMarked
package portside.room.pages;
