/**
 * A class to take along, as CSV and as JSON. It is deleted in {@code room}; the pages that offer
 * both are in {@code pages}, and their words are here.
 */
@org.jspecify.annotations.NullMarked
package portside.room.export;
