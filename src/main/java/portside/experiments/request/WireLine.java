package portside.experiments.request;

/**
 * One line of what went over the connection.
 *
 * @param kind {@code request}, {@code status}, {@code empty}, {@code body}, or a header's name in
 *     lower case
 * @param text the line without its end
 */
public record WireLine(String kind, String text) {}
