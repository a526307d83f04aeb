package portside.runs;

/**
 * A large result of a run.
 *
 * @param type its media type
 * @param body its bytes, which nobody may change
 */
public record Attachment(String type, byte[] body) {}
