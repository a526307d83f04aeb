/**
 * Who of a class reaches the demo server, and why not: plain Java that knows no page. What a
 * browser told is a mark; what is concluded from it is a rung of the ladder and says so.
 */
@org.jspecify.annotations.NullMarked
package portside.room.flip;
