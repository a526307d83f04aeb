package portside.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/** Classes with guests in them, and what the host's pages say of them. */
final class Sessions {
  private static int opened;

  private final Subject subject;

  Sessions(Subject subject) {
    this.subject = subject;
  }

  /**
   * Opens a class, which stays on.
   *
   * @return its title
   */
  String open() {
    String title = "session " + opened++;
    subject.room("open", "title=" + title.replace(' ', '+'));
    return title;
  }

  /** A guest more takes part in it. */
  void join() {
    PortsideProcess portside = subject.portside();
    int status =
        portside
            .send(
                portside
                    .request("/join")
                    .header("Origin", "http://127.0.0.1:" + portside.port())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("name=Mina")))
            .statusCode();
    assertTrue(status < 400, () -> "join: " + status + " " + subject.told());
  }

  private String page(String path) {
    PortsideProcess portside = subject.portside();
    return portside
        .send(portside.request(path).header("Authorization", "Bearer " + PortsideProcess.KEY))
        .body();
  }

  /** The host's page has the class, and says that it is not saved. */
  void assertSaysThatItIsGone(String title) {
    String room = page("/room");
    assertTrue(room.contains("The data folder is gone"), () -> room + subject.told());
    assertTrue(room.contains(title), () -> room + subject.told());
    String classes = page("/room/classes");
    assertTrue(classes.contains("cannot be read"), () -> classes + subject.told());
  }

  /** Everything is saved again. */
  void assertSaysNothing() {
    Patience.until(
        () -> page("/room") + subject.told(),
        () -> !page("/room").contains("class=\"notice\" role=\"alert\""));
  }

  /** A class is on the disk with so many guests. */
  void assertKept(String title, int members) {
    Pattern row = Pattern.compile(Pattern.quote(title) + "<br>[^\n]*\n<td>People: ([0-9]+)");
    Patience.until(
        () -> title + " has not its " + members + ": " + page("/room/classes") + subject.told(),
        () -> {
          Matcher found = row.matcher(page("/room/classes"));
          return found.find() && Integer.parseInt(found.group(1)) == members;
        });
  }
}
