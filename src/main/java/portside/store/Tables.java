package portside.store;

/**
 * The tables of one who keeps things.
 *
 * @param owner a word; whose migrations have been run is written down apart for each owner
 * @param folder where the migrations are in the class path, such as {@code portside/room/tables};
 *     files named as Flyway wants them: {@code V1__what_it_makes.sql}. One that has been released
 *     is never changed; the next one changes what it made.
 */
public record Tables(String owner, String folder) {}
