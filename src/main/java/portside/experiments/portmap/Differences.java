package portside.experiments.portmap;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import portside.net.PortScan;
import portside.net.PortScan.Answer;

/** Where the table and the scan say different things of a port, and why. */
public final class Differences {
  private Differences() {}

  /** Why they differ: the words {@code map.differs.<reason>} say it to the reader. */
  public enum Reason {
    /** Refused, and the table shows nothing: bound without listening, or hidden from the table. */
    UNSEEN,
    /** The table shows it before the scan or after it, not both. */
    CHANGED,
    /** Given, though the table shows something at this address all the time. */
    NOT_IN_THE_WAY
  }

  /**
   * Compares. A port that needs privilege is left out: the scan learns nothing of it.
   *
   * @param before the table before the scan
   * @param after the table after the scan
   */
  static Map<Integer, Reason> between(PortTable before, PortTable after, PortScan scan) {
    BitSet first = before.inTheWay();
    BitSet last = after.inTheWay();
    Map<Integer, Reason> differences = new TreeMap<>();
    for (int port = 1; port < 1 << 16; port++) {
      Answer answer = scan.answer(port);
      boolean once = first.get(port) || last.get(port);
      boolean always = first.get(port) && last.get(port);
      if (answer == Answer.IN_USE && !once && scan.again(port) == Answer.IN_USE) {
        differences.put(port, Reason.UNSEEN);
      } else if (answer == Answer.GIVEN && always) {
        differences.put(port, Reason.NOT_IN_THE_WAY);
      } else if (once && !always) {
        if (answer == Answer.GIVEN && last.get(port)
            || answer == Answer.IN_USE && !last.get(port)) {
          differences.put(port, Reason.CHANGED);
        }
      }
    }
    return differences;
  }
}
