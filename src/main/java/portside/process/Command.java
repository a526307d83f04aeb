package portside.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What to start: a program and its arguments as the system gets them, without a shell in between.
 *
 * @param line the program, by path or by a name on the PATH, then its arguments; at least one
 * @param environment variables on top of what every program needs ({@link Surroundings}), in this
 *     order; the user's own settings do not reach the program
 * @param directory where it runs; the empty path is where Portside runs
 */
public record Command(List<String> line, Map<String, String> environment, Path directory) {
  private static final Pattern PLAIN_POSIX = Pattern.compile("[\\w@%+:,./-][\\w@%+=:,./-]*");
  private static final Pattern PLAIN_WINDOWS = Pattern.compile("[\\w@+=:,./\\\\-]+");

  /**
   * Copies what it is given.
   *
   * @throws IllegalArgumentException when the line is empty or the program's name is
   */
  public Command {
    line = List.copyOf(line);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    if (line.isEmpty() || line.get(0).isEmpty()) {
      throw new IllegalArgumentException("A command needs a program");
    }
  }

  /** A program and its arguments, where Portside runs. */
  public static Command of(String... line) {
    return of(List.of(line));
  }

  /** A program and its arguments, where Portside runs. */
  public static Command of(List<String> line) {
    return new Command(line, Map.of(), Path.of(""));
  }

  /** The same with more arguments at its end. */
  public Command and(String... arguments) {
    List<String> longer = new ArrayList<>(line);
    longer.addAll(List.of(arguments));
    return new Command(longer, environment, directory);
  }

  /** The same with one more variable in its environment. */
  public Command with(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new Command(line, more, directory);
  }

  /** The same in another directory. */
  public Command in(Path otherDirectory) {
    return new Command(line, environment, otherDirectory);
  }

  /**
   * The command as a student would type it, its variables in front, quoted for the shell of this
   * system: a POSIX shell, or cmd on Windows.
   */
  public String shown() {
    return shown(Executables.onWindows());
  }

  String shown(boolean windows) {
    StringBuilder shown = new StringBuilder();
    environment.forEach((name, value) -> shown.append(assignment(name, value, windows)));
    String program = line.get(0);
    // A POSIX shell would take a program named a=b for a variable.
    shown.append(
        !windows && program.indexOf('=') >= 0 ? inQuotes(program) : quoted(program, windows));
    line.subList(1, line.size())
        .forEach(argument -> shown.append(' ').append(quoted(argument, windows)));
    return shown.toString();
  }

  private static String assignment(String name, String value, boolean windows) {
    return windows
        ? "set \"" + name + "=" + value + "\" && "
        : name + "=" + (value.isEmpty() ? "" : posix(value)) + " ";
  }

  private static String quoted(String argument, boolean windows) {
    return windows ? windows(argument) : posix(argument);
  }

  private static String posix(String argument) {
    return PLAIN_POSIX.matcher(argument).matches() ? argument : inQuotes(argument);
  }

  private static String inQuotes(String argument) {
    return "'" + argument.replace("'", "'\\''") + "'";
  }

  private static String windows(String argument) {
    return PLAIN_WINDOWS.matcher(argument).matches()
        ? argument
        // Backslashes count double only before a quotation mark.
        : "\""
            + argument.replaceAll("(\\\\*)\"", "$1$1\\\\\"").replaceAll("(\\\\+)$", "$1$1")
            + "\"";
  }
}
