/**
 * Here belongs the class: what everyone in a room sees as one state, who takes part, and what they
 * answered. Plain Java: what is shown of it is made in {@code room/pages}.
 */
@org.jspecify.annotations.NullMarked
package portside.room;
