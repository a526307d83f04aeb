package portside.experiments.whoami;

/**
 * A connection of the caller's address that is open now, by its four values.
 *
 * @param from the caller's end, as in a URL: {@code 127.0.0.1:40000}
 * @param to this site's end
 * @param current whether it brought the request
 */
public record Connection(String from, String to, boolean current) {}
