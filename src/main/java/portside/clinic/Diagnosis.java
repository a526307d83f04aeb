package portside.clinic;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a kind of message means.
 *
 * @param id its name in the file
 * @param match fits a line of such a message
 * @param lesson where the course shows it: {@code lesson#id}
 * @param look whether the port in it is to be looked up on this computer
 * @param meaning what it means, by language
 * @param todo what to do, by language
 */
public record Diagnosis(
    String id,
    Pattern match,
    String lesson,
    boolean look,
    Map<String, String> meaning,
    Map<String, String> todo) {}
