package portside.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Optional;

/**
 * A small process of its own that outlives Portside by a moment, to end what Portside started.
 *
 * <p>Its standard input is a pipe whose other end only Portside holds. Each line on it is a process
 * of Portside's family: its number, and when it began, since this Java may read the line when the
 * number is another's. At its end Portside is gone, in whatever way; then the keeper kills the
 * family until there is nothing left. {@link KeeperLink} starts it so that Ctrl+C does not reach
 * it.
 */
public final class Keeper {
  /** What it writes when it is ready to do its work. */
  static final String READY = "ready";

  /** How long it tries to kill what does not die. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /**
   * How many looks in a row must find nothing. The last child may be in the middle of its birth
   * when Portside dies: it bears the mark only a few milliseconds later.
   */
  private static final int LOOKS = 12;

  private Keeper() {}

  /**
   * Waits for Portside's end, then ends its family.
   *
   * @param arguments the text of Portside's mark
   */
  public static void main(String[] arguments) {
    ProcessTable table = ProcessTable.ofThisComputer();
    Family family = new Family(new Mark(arguments[0]), table);
    // Loads every class now: by the time they are needed, a build may have replaced the jar.
    family.members();
    System.out.println(READY);
    try {
      listen(family, table);
    } catch (IOException | NumberFormatException broken) {
      // A broken pipe says the same as a closed one.
    } finally {
      family.kill(LIMIT, LOOKS);
    }
  }

  private static void listen(Family family, ProcessTable table) throws IOException {
    BufferedReader pipe = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = pipe.readLine(); line != null; line = pipe.readLine()) {
      String[] pidAndBirth = line.split(" ");
      long pid = Long.parseLong(pidAndBirth[0]);
      // The handle first: who has the number now and began then had it all the time.
      ProcessHandle.of(pid)
          .filter(process -> table.birth(pid).equals(Optional.of(pidAndBirth[1])))
          .ifPresent(family::add);
    }
  }
}
