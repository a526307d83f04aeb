package portside.experiments.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.page.Json;
import portside.process.LineListener;

/** What a followed program told and printed, read from its console. */
final class Inside implements LineListener {
  private static final int MOST_LINES = 80;

  /** Some versions of Werkzeug colour their lines (ECMA-48, SGR). */
  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

  private static final Pattern ACCESS = Pattern.compile("127\\.0\\.0\\.1 - - \\[.*] \".*\" \\d+ -");

  private final String mark;
  private final String folder;
  private final LineListener raw;

  // Guarded by this.
  private final Map<String, JsonNode> events = new HashMap<>();
  private final List<String> printed = new ArrayList<>();
  private final List<String> console = new ArrayList<>();
  private @Nullable String accessLine;
  private boolean inFunction;

  /**
   * @param mark what a line begins with that tells, and none that the program prints
   * @param folder where the program is, which no reader needs to see
   * @param raw gets every line of the program itself
   */
  Inside(String mark, String folder, LineListener raw) {
    this.mark = mark;
    this.folder = folder;
    this.raw = raw;
  }

  @Override
  public synchronized void line(String stream, String coloured) {
    String text = COLOUR.matcher(coloured).replaceAll("");
    if (text.startsWith(mark)) {
      told(text.substring(mark.length()));
    } else if (!ofTheWrapper(text)) {
      String shown = text.replace(folder + java.io.File.separator, "");
      if (inFunction && stream.equals(OUT)) {
        printed.add(shown);
      }
      if (ACCESS.matcher(shown).matches()) {
        accessLine = shown;
      }
      if (console.size() < MOST_LINES) {
        console.add(shown);
      }
      raw.line(stream, shown);
    }
    notifyAll();
  }

  /** The frames of what stands around the program, and of what it was called by. */
  private static boolean ofTheWrapper(String text) {
    return text.strip().startsWith("at ") && text.contains("portside.");
  }

  private void told(String json) {
    try {
      JsonNode event = Json.read(json);
      String name = event.path("event").asText();
      events.putIfAbsent(name, event);
      if (name.equals("function")) {
        inFunction = true;
      } else if (!name.equals("routes")) {
        inFunction = false;
      }
    } catch (JsonProcessingException cut) {
      // a line that was too long: then that one thing is not known
    }
  }

  /** Waits until the framework's work is done; what comes later is not waited for. */
  synchronized void await(String event, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (!events.containsKey(event) && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  /** The access line may come a moment after the answer. */
  synchronized void awaitAccessLine(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (accessLine == null && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  synchronized boolean knows(String event) {
    return events.containsKey(event);
  }

  synchronized List<RequestEvidence.Route> routes() {
    JsonNode routes = events.get("routes");
    List<RequestEvidence.Route> rows = new ArrayList<>();
    if (routes != null) {
      for (JsonNode row : routes.path("routes")) {
        rows.add(
            new RequestEvidence.Route(
                row.path("methods").asText(),
                row.path("path").asText(),
                row.path("function").asText(null)));
      }
    }
    return rows;
  }

  /** A value of one event, or null. */
  synchronized @Nullable String value(String event, String name) {
    JsonNode found = events.get(event);
    return found == null || found.path(name).isMissingNode() ? null : found.path(name).asText(null);
  }

  /** The name of the function, from whichever event has it. */
  synchronized @Nullable String function() {
    for (String event : List.of("function", "returned", "error")) {
      String name = value(event, "function");
      if (name != null) {
        return name + "()";
      }
    }
    return null;
  }

  synchronized @Nullable String arguments() {
    JsonNode function = events.get("function");
    if (function == null || function.path("arguments").isEmpty()) {
      return null;
    }
    return function.path("arguments").properties().stream()
        .map(entry -> entry.getKey() + " = " + entry.getValue().asText())
        .collect(Collectors.joining(", "));
  }

  /** Microseconds between two events, or null where one of them did not happen. */
  synchronized @Nullable Long micros(String from, String... to) {
    JsonNode start = events.get(from);
    for (String event : to) {
      JsonNode end = events.get(event);
      if (start != null && end != null) {
        return (end.path("nanos").asLong() - start.path("nanos").asLong()) / 1_000;
      }
    }
    return null;
  }

  synchronized List<String> printed() {
    return List.copyOf(printed);
  }

  synchronized List<String> console() {
    return List.copyOf(console);
  }

  synchronized @Nullable String accessLine() {
    return accessLine;
  }
}
