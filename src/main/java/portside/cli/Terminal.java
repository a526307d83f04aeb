package portside.cli;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.net.Once;

/**
 * The terminal that a command writes to, or the pipe or file.
 *
 * @param lang the language that it speaks, {@code ko} or {@code en}
 * @param charset how it writes letters
 * @param screen what it looks like; asked for by who draws, since to find it out loads a library
 */
public record Terminal(String lang, Charset charset, Supplier<Screen> screen) {
  private static final int USUAL = 80;
  private static final int NARROWEST = 20;

  /** Longer lines are hard to read, however wide the window is. */
  private static final int WIDEST = 120;

  private static final int STDOUT = 1;

  /** The two calls of the C library that tell (isatty(3), ioctl_tty(2)). */
  private interface C extends Library {
    int isatty(int fd);

    int ioctl(int fd, NativeLong request, Object... arguments);
  }

  /**
   * What a terminal looks like.
   *
   * @param width in columns, of which a Korean letter takes two; 20 to 120
   * @param colour whether it shows colours
   */
  public record Screen(int width, boolean colour) {}

  public Terminal(String lang, Charset charset, int width, boolean colour) {
    this(lang, charset, () -> new Screen(width, colour));
  }

  /** That of this process. */
  public static Terminal here() {
    Map<String, String> environment = System.getenv();
    return of(environment, new Once<>(() -> screen(environment, columns())));
  }

  /** How many columns it has. */
  public int width() {
    return screen.get().width();
  }

  /** Whether it shows colours. */
  public boolean colour() {
    return screen.get().colour();
  }

  /** Where the commands write to: in the letters of this terminal. */
  public static PrintWriter out() {
    return inItsLetters(System.out);
  }

  /** Where they say what is wrong: in the same letters. */
  public static PrintWriter err() {
    return inItsLetters(System.err);
  }

  /** Java's own writer of a stream knows only the locales that the system has data for. */
  private static PrintWriter inItsLetters(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, here().charset()), true);
  }

  /**
   * What the variables of a process say of its terminal.
   *
   * @param shown whether it writes to a terminal, and not to a pipe or a file
   * @param columns how wide that is
   */
  static Terminal of(Map<String, String> environment, boolean shown, int columns) {
    OptionalInt size = shown ? OptionalInt.of(columns) : OptionalInt.empty();
    return of(environment, () -> screen(environment, size));
  }

  private static Terminal of(Map<String, String> environment, Supplier<Screen> screen) {
    Optional<String> locale = locale(environment);
    return new Terminal(language(locale), charset(locale), screen);
  }

  /**
   * @param columns how wide it is; empty where it is none
   */
  private static Screen screen(Map<String, String> environment, OptionalInt columns) {
    String said = environment.getOrDefault("COLUMNS", "");
    int width = said.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(said) : columns.orElse(USUAL);
    boolean colour =
        columns.isPresent()
            // https://no-color.org
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Screen(Math.max(NARROWEST, Math.min(WIDEST, width)), colour);
  }

  /**
   * POSIX.1-2017, Base Definitions §8.2: the first of them that is set. The starter of an image may
   * have changed them for Java, and then says what they were.
   */
  private static Optional<String> locale(Map<String, String> environment) {
    return Stream.of("PORTSIDE_LOCALE", "LC_ALL", "LC_MESSAGES", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static String language(Optional<String> locale) {
    String wanted = locale.orElseGet(() -> Locale.getDefault().getLanguage());
    return wanted.startsWith("ko") ? "ko" : "en";
  }

  /**
   * That of the variables, since Java does not take one that the system has no data for; else what
   * Java has found out.
   */
  private static Charset charset(Optional<String> locale) {
    String named = locale.map(value -> value.replaceFirst("^[^.]*\\.?", "")).orElse("");
    return Stream.of(
            named.replaceFirst("@.*", ""),
            property("stdout.encoding"),
            property("sun.stdout.encoding"),
            property("native.encoding"))
        .flatMap(name -> known(name).stream())
        .findFirst()
        .orElse(StandardCharsets.UTF_8);
  }

  private static String property(String name) {
    @Nullable String value = System.getProperty(name);
    return value == null ? "" : value;
  }

  private static Optional<Charset> known(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** How wide the terminal is; empty where it writes to none, and where nobody can tell. */
  private static OptionalInt columns() {
    if (Platform.isWindows()) {
      // Java tells only whether there is a console; the width is the usual one.
      return System.console() == null ? OptionalInt.empty() : OptionalInt.of(USUAL);
    }
    try {
      C c = Native.load("c", C.class);
      if (c.isatty(STDOUT) == 0) {
        return OptionalInt.empty();
      }
      // struct winsize: rows, columns and two more, 16 bits each; TIOCGWINSZ of either system
      try (Memory size = new Memory(8)) {
        long request = Platform.isMac() ? 0x40087468L : 0x5413L;
        int columns =
            c.ioctl(STDOUT, new NativeLong(request), size) == 0 ? size.getShort(2) & 0xffff : 0;
        return OptionalInt.of(columns == 0 ? USUAL : columns);
      }
    } catch (LinkageError noLibrary) {
      return System.console() == null ? OptionalInt.empty() : OptionalInt.of(USUAL);
    }
  }
}
