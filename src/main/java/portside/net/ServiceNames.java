package portside.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a port is usually for. A name is a habit and no rule: any program may listen on any port.
 *
 * <p>The names stand in {@code service-names.tsv} beside this class; its head names the source.
 */
public final class ServiceNames {
  private ServiceNames() {}

  /**
   * The services of a port.
   *
   * @param port 0 to 65535
   * @param protocol TCP or UDP
   * @param names as IANA has registered them, the usual one first; empty if we list none
   * @param seen what one really meets there, as product names; often empty
   */
  public record Service(int port, Protocol protocol, List<String> names, List<String> seen) {
    /** Keeps its own copies. */
    public Service {
      names = List.copyOf(names);
      seen = List.copyOf(seen);
    }

    /** Returns the one name to show: the registered one, else what one meets there. */
    public String name() {
      return names.isEmpty() ? seen.get(0) : names.get(0);
    }
  }

  /** Read at the first question. */
  private static final class Table {
    static final Map<Protocol, Map<Integer, Service>> SERVICES = load();
  }

  /**
   * Returns what the port is usually for.
   *
   * @param port 0 to 65535
   * @return empty if we know nothing of it, which does not mean that nothing is registered
   * @throws IllegalArgumentException if no port has that number
   */
  public static Optional<Service> of(int port, Protocol protocol) {
    Ports.check(port);
    return Optional.ofNullable(Objects.requireNonNull(Table.SERVICES.get(protocol)).get(port));
  }

  /** Returns all services of a protocol, by port. */
  public static List<Service> all(Protocol protocol) {
    return Objects.requireNonNull(Table.SERVICES.get(protocol)).values().stream()
        .sorted(Comparator.comparingInt(Service::port))
        .toList();
  }

  private static Map<Protocol, Map<Integer, Service>> load() {
    try (InputStream file = ServiceNames.class.getResourceAsStream("service-names.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
      return parse(lines.lines().toList());
    } catch (IOException brokenJar) {
      throw new UncheckedIOException(brokenJar);
    }
  }

  /**
   * Reads rows of ports (one, or first-last), protocols, names and products, with tabs between.
   *
   * @throws IllegalArgumentException if a row is wrong or comes twice, naming it
   */
  static Map<Protocol, Map<Integer, Service>> parse(List<String> lines) {
    Map<Protocol, Map<Integer, Service>> services = new EnumMap<>(Protocol.class);
    services.put(Protocol.TCP, new HashMap<>());
    services.put(Protocol.UDP, new HashMap<>());
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] field = line.split("\t", -1);
      if (field.length < 3 || field.length > 4) {
        throw new IllegalArgumentException("service-names.tsv, not 3 or 4 columns: " + line);
      }
      String[] ports = field[0].split("-");
      int first = Ports.check(Integer.parseInt(ports[0]));
      int last = Ports.check(Integer.parseInt(ports[ports.length - 1]));
      List<String> names = list(field[2]);
      List<String> seen = field.length == 4 ? list(field[3]) : List.of();
      for (Protocol protocol : protocols(field[1])) {
        for (int port = first; port <= last; port++) {
          Service service = new Service(port, protocol, names, seen);
          if (services.get(protocol).put(port, service) != null
              || names.isEmpty() && seen.isEmpty()) {
            throw new IllegalArgumentException("service-names.tsv, twice or nameless: " + line);
          }
        }
      }
    }
    return services;
  }

  private static List<Protocol> protocols(String words) {
    List<Protocol> protocols = new ArrayList<>();
    for (String word : words.split("/")) {
      protocols.add(Protocol.valueOf(word.toUpperCase(Locale.ROOT)));
    }
    return protocols;
  }

  private static List<String> list(String words) {
    return words.equals("-") || words.isEmpty() ? List.of() : List.of(words.split(", "));
  }
}
