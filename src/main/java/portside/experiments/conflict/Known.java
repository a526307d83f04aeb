package portside.experiments.conflict;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import portside.net.Protocol;

/**
 * What is known of the systems, read from {@code known.tsv} beside this class. The first line of a
 * system that matches says it; where none does, nothing is known.
 */
final class Known {
  private static final int COLUMNS = 8;
  private static final List<Line> LINES = read();

  private Known() {}

  /**
   * A line of the file, {@code *} for any.
   *
   * @param system such as {@code linux}
   * @param protocols {@code tcp}, {@code udp}, or {@code mixed}
   * @param expected {@code both-listen} or {@code second-fails}
   * @param source where it comes from
   */
  record Line(
      String system,
      String protocols,
      String reuseAddress,
      String reusePort,
      String first,
      String second,
      String expected,
      String source) {

    boolean matches(ConflictParameters asked, String firstName, String secondName) {
      return fits(protocols, kindOf(asked))
          && fits(reuseAddress, asked.reuseAddress() ? "on" : "off")
          && fits(reusePort, asked.reusePort() ? "on" : "off")
          && fits(first, firstName)
          && fits(second, secondName);
    }

    private static boolean fits(String pattern, String value) {
      return pattern.equals("*") || List.of(pattern.split(" ")).contains(value);
    }
  }

  /** Every line of the file. */
  static List<Line> lines() {
    return LINES;
  }

  /** The systems that are known to do otherwise than what was measured, in the file's order. */
  static List<String> differing(
      ConflictParameters asked, String first, String second, String measured) {
    return LINES.stream()
        .map(Line::system)
        .distinct()
        .filter(
            system ->
                LINES.stream()
                    .filter(line -> line.system().equals(system))
                    .filter(line -> line.matches(asked, first, second))
                    .findFirst()
                    .filter(line -> !line.expected().equals(measured))
                    .isPresent())
        .toList();
  }

  private static String kindOf(ConflictParameters asked) {
    boolean same = asked.firstProtocol() == asked.secondProtocol();
    return same ? asked.firstProtocol() == Protocol.TCP ? "tcp" : "udp" : "mixed";
  }

  private static List<Line> read() {
    InputStream in =
        Objects.requireNonNull(Known.class.getResourceAsStream("known.tsv"), "known.tsv");
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Known::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line parse(String text) {
    String[] c = text.split("\t", -1);
    if (c.length != COLUMNS) {
      throw new IllegalStateException("known.tsv: not " + COLUMNS + " columns: " + text);
    }
    return new Line(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]);
  }
}
