package portside.experiments;

import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.net.IpAddresses;
import portside.net.MeantAddress;
import portside.net.ThisComputer;
import portside.page.Json;
import portside.page.Similar;

/**
 * The parameters of one experiment: read from text, and written back as text.
 *
 * @param <P> the parameters' record
 */
public final class Parameters<P extends Record> {
  private static final int LONGEST_SHOWN = 60;

  private final Class<P> type;
  private final List<Spec> specs;
  private final List<RecordComponent> components;

  /**
   * One parameter, as the form draws it and {@code GET /experiments} shows it.
   *
   * @param name its name in a directive, a form and JSON
   * @param type {@code number}, {@code switch}, {@code choice}, {@code address} or {@code text}
   * @param defaultValue the value where none is given
   * @param min the least number; null where it is not a number
   * @param max the greatest number, or the length of text; null where neither applies, and where
   *     only the experiment knows the greatest number
   * @param choices the words that are allowed; empty where the type says it
   */
  public record Spec(
      String name,
      String type,
      String defaultValue,
      @org.jspecify.annotations.Nullable Integer min,
      @org.jspecify.annotations.Nullable Integer max,
      List<String> choices) {

    /**
     * What is allowed, in the notation of the documentation: {@code 0–65535}, {@code tcp | udp};
     * and {@code ≥ 0} where only the experiment knows the greatest number.
     */
    public String allowed() {
      return switch (type) {
        case "number" -> max == null ? "≥ " + min : min + "–" + max;
        case "address" -> "127.0.0.1, 192.168.0.10, ::1 …";
        case "text" -> "≤ " + max;
        default -> String.join(" | ", choices);
      };
    }

    private boolean allows(int number) {
      return number >= min && (max == null || number <= max);
    }
  }

  private Parameters(Class<P> type) {
    this.type = type;
    this.components = List.of(type.getRecordComponents());
    this.specs = components.stream().map(Parameters::spec).toList();
    read(Map.of()); // a wrong default is a mistake in the code and shows at the start
  }

  /**
   * Reads the declarations of a parameter record.
   *
   * @throws IllegalArgumentException when a component carries no {@link Parameter}
   */
  public static <P extends Record> Parameters<P> of(Class<P> type) {
    return new Parameters<>(type);
  }

  /** The parameters in the order of the record. */
  public List<Spec> specs() {
    return specs;
  }

  /**
   * Reads a record.
   *
   * @param given the values by name; what is not given takes its default
   * @throws BadInput when a name is unknown or a value is not allowed
   */
  public P read(Map<String, String> given) {
    List<String> names = specs.stream().map(Spec::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        throw new BadInput(
            "unknown-parameter",
            Map.of(
                "parameter", shown(name),
                "allowed", names.isEmpty() ? "–" : String.join(", ", names),
                "hint", Similar.to(name, names).orElse("")));
      }
    }
    Object[] values = new Object[specs.size()];
    for (int i = 0; i < values.length; i++) {
      Spec spec = specs.get(i);
      values[i] =
          value(
              spec,
              components.get(i),
              given.getOrDefault(spec.name(), spec.defaultValue()).strip());
    }
    return Records.create(type, values);
  }

  /** Writes a record as text, in the order of its components: what {@link #read} reads back. */
  public Map<String, String> write(P parameters) {
    Map<String, String> written = new LinkedHashMap<>();
    for (RecordComponent component : components) {
      written.put(component.getName(), text(Records.get(component, parameters)));
    }
    return written;
  }

  private static String text(Object value) {
    if (value instanceof Boolean on) {
      return on ? "on" : "off";
    }
    if (value instanceof InetAddress address) {
      return IpAddresses.text(address);
    }
    return value instanceof Enum<?> constant ? Json.word(constant) : value.toString();
  }

  private static Spec spec(RecordComponent component) {
    Parameter declared = component.getAnnotation(Parameter.class);
    if (declared == null) {
      throw new IllegalArgumentException(component + " carries no @Parameter");
    }
    Class<?> type = component.getType();
    String name = component.getName();
    if (type == int.class) {
      Integer max = declared.max() == Integer.MAX_VALUE ? null : (Integer) declared.max();
      return new Spec(name, "number", declared.value(), declared.min(), max, List.of());
    }
    if (type == boolean.class) {
      return new Spec(name, "switch", declared.value(), null, null, List.of("off", "on"));
    }
    if (type == InetAddress.class) {
      return new Spec(name, "address", declared.value(), null, null, List.of());
    }
    if (type.isEnum()) {
      List<String> words =
          Arrays.stream(type.getEnumConstants()).map(c -> Json.word((Enum<?>) c)).toList();
      return new Spec(name, "choice", declared.value(), null, null, words);
    }
    if (type == String.class && declared.choices().length > 0) {
      return new Spec(name, "choice", declared.value(), null, null, List.of(declared.choices()));
    }
    if (type == String.class) {
      return new Spec(name, "text", declared.value(), null, declared.max(), List.of());
    }
    throw new IllegalArgumentException("no parameter can be of type " + type);
  }

  private static Object value(Spec spec, RecordComponent component, String given) {
    if (given.isEmpty() && !spec.type().equals("text")) {
      throw bad("empty", spec, given);
    }
    switch (spec.type()) {
      case "number":
        if (spec.max() == null && given.matches("[0-9]{10,}")) {
          return Integer.MAX_VALUE; // too much for any experiment, which says how much it takes
        }
        // ASCII digits only: Integer.parseInt would also read the full-width digits of an IME.
        if (!given.matches("-?[0-9]{1,9}")) {
          throw bad(given.matches("-?[0-9]+") ? "out-of-range" : "not-a-number", spec, given);
        }
        int number = Integer.parseInt(given);
        if (!spec.allows(number)) {
          throw bad("out-of-range", spec, given);
        }
        return number;
      case "address":
        return IpAddresses.parse(given).orElseThrow(() -> bad("not-an-address", spec, given));
      case "text":
        if (given.length() > spec.max()) {
          throw bad("too-long", spec, given);
        }
        return given;
      default:
        if (!spec.choices().contains(given)) {
          throw bad("not-a-choice", spec, given);
        }
        if (spec.type().equals("switch")) {
          return given.equals("on");
        }
        return component.getType().isEnum()
            ? Arrays.stream(component.getType().getEnumConstants())
                .filter(c -> Json.word((Enum<?>) c).equals(given))
                .findFirst()
                .orElseThrow()
            : given;
    }
  }

  private static BadInput bad(String problem, Spec spec, String given) {
    Optional<String> hint =
        switch (spec.type()) {
          case "address" -> meant(given);
          case "number" -> number(spec, given);
          default -> Similar.to(given, spec.choices());
        };
    return new BadInput(
        problem,
        Map.of(
            "parameter", spec.name(),
            "given", shown(given),
            "allowed", spec.allowed(),
            "hint", hint.orElse("")));
  }

  /** The number that was meant by the full-width digits of an IME, or by digits in groups. */
  private static Optional<String> number(Spec spec, String given) {
    String digits =
        given.length() > LONGEST_SHOWN
            ? ""
            : Normalizer.normalize(given, Normalizer.Form.NFKC).replaceAll("[,: ]", "");
    return digits.matches("[0-9]{1,9}") && spec.allows(Integer.parseInt(digits))
        ? Optional.of(Integer.toString(Integer.parseInt(digits)))
        : Optional.empty();
  }

  /** The address that was probably meant: as it was written otherwise, or with a slip of a key. */
  private static Optional<String> meant(String given) {
    List<InetAddress> own = ThisComputer.now().lanAddresses();
    return MeantAddress.of(given, own)
        .map(IpAddresses::text)
        .or(() -> Similar.to(given, own.stream().map(IpAddresses::text).toList()));
  }

  /** Input is echoed only in part: nobody needs a megabyte of their own text back. */
  private static String shown(String given) {
    return Echo.of(given, LONGEST_SHOWN);
  }
}
