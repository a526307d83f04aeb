/**
 * What a browser sees of the flip: the picture that the room looks at, and what a guest's own
 * device found.
 */
@org.jspecify.annotations.NullMarked
package portside.room.flip.pages;
