/**
 * The invitation to a class: which of the computer's addresses it shows, whether a device can come
 * in by it, as far as that can be told from here, and who has come.
 */
@org.jspecify.annotations.NullMarked
package portside.room.invitation;
