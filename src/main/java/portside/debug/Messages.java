package portside.debug;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Debug Adapter Protocol's messages for Java. Nobody sends them over a wire: Portside is both
 * ends. They say what Portside asked of the JDK's debugger interface, in the protocol's words.
 */
final class Messages {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final AdapterListener listener;
  private final AtomicInteger number = new AtomicInteger();

  Messages(AdapterListener listener) {
    this.listener = listener;
  }

  void request(String command, Map<String, ?> arguments) {
    send(true, "request", "command", command, "arguments", arguments);
  }

  void response(String command, Map<String, ?> body) {
    send(false, "response", "command", command, "body", body);
  }

  void event(String event, Map<String, ?> body) {
    send(false, "event", "event", event, "body", body);
  }

  private void send(
      boolean outgoing, String type, String key, String name, String part, Map<String, ?> values) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("seq", number.incrementAndGet());
    message.put("type", type);
    message.put(key, name);
    if (!values.isEmpty()) {
      message.put(part, values);
    }
    listener.message(outgoing, GSON.toJson(message));
  }
}
