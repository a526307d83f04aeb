package portside.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import portside.Main;
import portside.page.Json;

/**
 * Portside on the laptop of some {@link Devices}, open to the room, spoken to with curl by whatever
 * device. It ends with the devices.
 */
public final class Laptop {
  /** What stands behind the address in a URL of this Portside. */
  public static final String PORT = ":7070";

  private static final String KEY = "a-key-for-the-tests";
  private static final String HERE = "http://127.0.0.1" + PORT;

  private final Devices devices;

  private Laptop(Devices devices) {
    this.devices = devices;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param python the Python that it is told to use, or null to let it find one
   */
  public static Laptop start(Devices devices, @Nullable Path python) {
    List<String> line =
        Java.line(Main.class, "--lan", "--port", PORT.substring(1), "--no-open", "--key", KEY);
    if (python != null) {
      line.addAll(List.of("--python", python.toString()));
    }
    devices.start(devices.laptop(), line.toArray(String[]::new));
    Laptop laptop = new Laptop(devices);
    Patience.until(
        () -> "Portside does not start",
        () -> laptop.curl(devices.laptop(), HERE + "/health").code() == 0);
    return laptop;
  }

  /** Calls a URL from a device. */
  public Devices.Ran curl(String device, String... arguments) {
    List<String> line =
        new ArrayList<>(
            List.of("curl", "-q", "-sS", "-f", "-g", "--noproxy", "*", "--max-time", "120"));
    line.addAll(List.of(arguments));
    return devices.run(device, line.toArray(String[]::new));
  }

  /** Sends JSON to a path as the host. */
  public JsonNode post(String path, String json) {
    return asHost(path, json);
  }

  /**
   * Starts a run as the host, without waiting for its answer.
   *
   * @return its id
   */
  public String start(String experiment, String json) {
    JsonNode started = asHost("/experiments/" + experiment, json, "Prefer: respond-async");
    return started.path("run").asText();
  }

  /** The state of a run as the host sees it. */
  public JsonNode run(String id) {
    return asHost("/runs/" + id, null);
  }

  /** Waits until a run is as expected. */
  public JsonNode until(String id, Predicate<JsonNode> expected) {
    return Patience.until(() -> run(id).toString(), () -> run(id), expected);
  }

  private JsonNode asHost(String path, @Nullable String json, String... headers) {
    List<String> arguments =
        new ArrayList<>(
            List.of("-H", "Authorization: Bearer " + KEY, "-H", "Accept: application/json"));
    for (String header : headers) {
      arguments.addAll(List.of("-H", header));
    }
    if (json != null) {
      arguments.addAll(List.of("-H", "Content-Type: application/json", "-d", json));
    }
    arguments.add(HERE + path);
    Devices.Ran ran = curl(devices.laptop(), arguments.toArray(String[]::new));
    if (ran.code() != 0) {
      throw new AssertionError(path + ": " + ran.out());
    }
    try {
      return Json.read(ran.out());
    } catch (JsonProcessingException e) {
      throw new AssertionError(ran.out(), e);
    }
  }
}
