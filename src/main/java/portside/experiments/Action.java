package portside.experiments;

import java.util.Map;
import portside.access.Caller;

/**
 * What a reader, or their browser, sends to a run that lives.
 *
 * @param name one of the experiment's {@link Experiment#actions()}
 * @param fields the form's fields, each bounded in size
 * @param caller who sent it
 */
public record Action(String name, Map<String, String> fields, Caller caller) {}
