package portside.experiments.conflict;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.net.Protocol;

/**
 * What became of the two listeners.
 *
 * @param port the number that both asked for
 * @param error what the system said to the second one; null if it listens
 * @param reached who answered at each door; null unless both listen
 * @param matrix a row for each address that listened first; null unless asked for
 */
public record ConflictEvidence(
    @Guests Integer port,
    @Guests @Nullable String error,
    @Guests @Nullable List<Reached> reached,
    @Guests @Nullable List<Row> matrix) {

  /**
   * Who answered at one door.
   *
   * @param address the address that was called
   * @param protocol by which protocol
   * @param first how many of the calls the first listener answered
   * @param second how many the second one answered
   * @param nobody how many nobody answered
   */
  public record Reached(
      InetAddress address, Protocol protocol, int first, int second, int nobody) {}

  /**
   * A row of the table.
   *
   * @param name its address as text, or {@code lan}
   * @param address its address; null if this computer has none on a network
   * @param cells one for each address that came second, in the order of the rows
   */
  public record Row(String name, @Nullable InetAddress address, List<Cell> cells) {}

  /**
   * A cell of the table.
   *
   * @param second the address that came second, as text, or {@code lan}
   * @param outcome {@code second-fails}, {@code both-listen}, or {@code not-tried} where not even
   *     the first could listen
   * @param error what the system said; null if both listen
   * @param differsFrom the systems that are known to do otherwise: {@code linux}, {@code macos},
   *     {@code windows}
   */
  public record Cell(
      String second, String outcome, @Nullable String error, List<String> differsFrom) {}
}
