package portside.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A class that is kept, in numbers.
 *
 * @param id its random name
 * @param title what the host called it, as text; may be empty
 * @param openedAt when it began
 * @param endedAt when it ended; null while it is on
 * @param members how many took part
 * @param names how many of them gave a name
 * @param polls how many questions were asked
 * @param answers how many answers are kept, those of every round
 */
public record Sitting(
    String id,
    String title,
    Instant openedAt,
    @Nullable Instant endedAt,
    int members,
    int names,
    int polls,
    int answers) {}
