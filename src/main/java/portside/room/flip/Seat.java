package portside.room.flip;

import org.jspecify.annotations.Nullable;

/**
 * One mark of the picture that the room sees.
 *
 * @param number the device's number in the class
 * @param mark what is known
 * @param millis how long its browser took; null before it has tried
 */
public record Seat(int number, Mark mark, @Nullable Integer millis) {}
