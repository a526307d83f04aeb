/** A class to take along, as CSV and as JSON, and how it is deleted. */
@org.jspecify.annotations.NullMarked
package portside.room.export;
