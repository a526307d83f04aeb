/** What a browser sees of the invitation: the page for the projector, and its part of the room. */
@org.jspecify.annotations.NullMarked
package portside.room.invitation.pages;
