package portside.experiments.conflict;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/** Every pair of six addresses, each really opened, and what became of it. */
final class Matrix {
  /** The row and column of this computer's own address on the network. */
  static final String LAN = "lan";

  private static final List<String> NAMES =
      List.of("127.0.0.1", "127.0.0.2", "0.0.0.0", LAN, "::1", "::");

  private Matrix() {}

  /**
   * Measures it.
   *
   * @param asked protocols and options; its addresses do not matter
   * @param progress hears how far it is, 0 to 1
   * @throws InterruptedException when the run is stopped
   */
  static List<ConflictEvidence.Row> measure(ConflictParameters asked, DoubleConsumer progress)
      throws InterruptedException {
    Map<String, @Nullable InetAddress> addresses = addresses();
    List<ConflictEvidence.Row> rows = new ArrayList<>();
    for (String first : NAMES) {
      List<ConflictEvidence.Cell> cells = new ArrayList<>();
      for (String second : NAMES) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        cells.add(cell(asked, first, addresses.get(first), second, addresses.get(second)));
      }
      rows.add(new ConflictEvidence.Row(first, addresses.get(first), List.copyOf(cells)));
      progress.accept((double) rows.size() / NAMES.size());
    }
    return List.copyOf(rows);
  }

  private static Map<String, @Nullable InetAddress> addresses() {
    ThisComputer here = ThisComputer.now();
    Map<String, @Nullable InetAddress> addresses = new LinkedHashMap<>();
    for (String name : NAMES) {
      addresses.put(
          name,
          name.equals(LAN)
              ? here.lanAddresses().stream()
                  .filter(Inet4Address.class::isInstance)
                  .findFirst()
                  .orElse(null)
              : IpAddresses.parse(name).orElseThrow());
    }
    return addresses;
  }

  private static ConflictEvidence.Cell cell(
      ConflictParameters asked,
      String first,
      @Nullable InetAddress firstAddress,
      String second,
      @Nullable InetAddress secondAddress) {
    if (firstAddress == null || secondAddress == null) {
      return new ConflictEvidence.Cell(second, "not-tried", null, List.of());
    }
    try (Pair pair =
        Pair.open(
            new Pair.Place(firstAddress, asked.firstProtocol()),
            new Pair.Place(secondAddress, asked.secondProtocol()),
            asked.options())) {
      return new ConflictEvidence.Cell(
          second,
          pair.outcome(),
          pair.error(),
          Known.differing(asked, first, second, pair.outcome()));
    } catch (IOException notEvenTheFirst) {
      return new ConflictEvidence.Cell(second, "not-tried", Pair.words(notEvenTheFirst), List.of());
    }
  }

  /** The table as CSV (RFC 4180), a line for each cell. */
  static byte[] csv(List<ConflictEvidence.Row> rows) {
    StringBuilder csv = new StringBuilder("first,second,outcome,error,differs_from\r\n");
    for (ConflictEvidence.Row row : rows) {
      for (ConflictEvidence.Cell cell : row.cells()) {
        csv.append(row.name()).append(',').append(cell.second()).append(',');
        csv.append(cell.outcome()).append(',');
        csv.append(quoted(cell.error() == null ? "" : cell.error())).append(',');
        csv.append(String.join(" ", cell.differsFrom())).append("\r\n");
      }
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "" : '"' + text.replace("\"", "\"\"") + '"';
  }
}
