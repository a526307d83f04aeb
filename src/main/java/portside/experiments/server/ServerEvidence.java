package portside.experiments.server;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.instruments.BrowserTry;
import portside.instruments.Door;
import portside.instruments.DoorTry;

/**
 * What is known of the server and of who reaches it.
 *
 * @param host where it listens now
 * @param port the port that it has
 * @param commandLine how it was started, as a student would type it; null when nothing was
 * @param pid its process. Flask's reloader has a second one
 * @param error the system's words, when it could not listen
 * @param nextFreePort the next number that could be had there, when the port is in use or reserved;
 *     null otherwise
 * @param ours the run that has the port, when it is one of this experiment; null otherwise
 * @param ended how the process ended by itself or was ended from outside, such as {@code SIGKILL}
 *     or {@code 1}; null while it lives or when Portside ended it
 * @param doing what the reader waits for: {@code starting} or {@code knocking}; null otherwise
 * @param notice why something that the reader asked for was not done; a key of the words
 * @param lanUrl the URL for other devices; null when none can come in
 * @param roomUrl this run's page, for the browsers of other devices; null when Portside itself is
 *     not open to them
 * @param reach the doors that were tried, in their order
 * @param devices what browsers found, one row for each person and door
 * @param earlier the tables of the hosts before, the oldest first
 * @param console the last lines of its console
 */
public record ServerEvidence(
    @Guests @Nullable InetAddress host,
    @Guests @Nullable Integer port,
    @Guests @Nullable String commandLine,
    @Nullable Long pid,
    @Guests @Nullable String error,
    @Guests @Nullable Integer nextFreePort,
    @Nullable String ours,
    @Guests @Nullable String ended,
    @Guests @Nullable String doing,
    @Guests @Nullable String notice,
    @Guests @Nullable String lanUrl,
    @Guests @Nullable String roomUrl,
    @Guests List<DoorTry> reach,
    @Guests List<BrowserTry> devices,
    @Guests List<Earlier> earlier,
    List<String> console) {

  /** So many devices are shown row by row; a class is counted. */
  private static final int SHOWN = 12;

  /**
   * What the last devices found, device by device in the order in which they first told anything.
   */
  public Map<Integer, List<BrowserTry>> lastDevices() {
    Map<Integer, List<BrowserTry>> all =
        devices.stream()
            .collect(
                Collectors.groupingBy(BrowserTry::person, LinkedHashMap::new, Collectors.toList()));
    List<Integer> persons = List.copyOf(all.keySet());
    all.keySet().removeAll(persons.subList(0, Math.max(0, persons.size() - SHOWN)));
    return all;
  }

  /** How many devices have told anything. */
  public long deviceCount() {
    return devices.stream().mapToInt(BrowserTry::person).distinct().count();
  }

  /** Whether there are more devices than are shown row by row. */
  public boolean manyDevices() {
    return deviceCount() > SHOWN;
  }

  /** How many devices found what at each door, by {@link BrowserTry#RESULTS}. */
  public Map<Door, Map<String, Long>> counts() {
    return devices.stream()
        .collect(
            Collectors.groupingBy(
                BrowserTry::door,
                LinkedHashMap::new,
                Collectors.groupingBy(BrowserTry::result, Collectors.counting())));
  }

  /**
   * The table of a host before.
   *
   * @param host where the server listened then
   * @param reach the doors that were tried
   */
  public record Earlier(InetAddress host, List<DoorTry> reach) {}
}
