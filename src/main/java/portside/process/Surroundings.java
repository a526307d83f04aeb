package portside.process;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment that every process of Portside starts with, made from nothing: of the user's own
 * variables only those that a system's programs need to work at all. The user's settings of Flask,
 * Python, Java, curl or the loader, and Portside's key, are none of them; a list of what to leave
 * out would never be complete.
 *
 * <p>A virtual environment of Python needs no variable: its Python finds it by the file {@code
 * pyvenv.cfg} beside itself (<a href="https://docs.python.org/3/library/venv.html">venv</a>).
 */
final class Surroundings {
  /**
   * Where programs, the user's files and temporary files are, who the user is, language and time
   * (POSIX.1-2017, Base Definitions, chapter 8); macOS names the encoding of a user's texts in one
   * more.
   */
  private static final Pattern ON_UNIX =
      Pattern.compile(
          "PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_[A-Z]+|TZ"
              + "|__CF_USER_TEXT_ENCODING");

  /**
   * What Windows itself gives to every process of a user. Without SystemRoot a program has no
   * sockets, and Python keeps a user's packages below APPDATA (<a
   * href="https://docs.python.org/3/library/subprocess.html#subprocess.Popen">subprocess</a>, <a
   * href="https://docs.python.org/3/library/site.html#site.USER_BASE">site</a>).
   */
  private static final Set<String> ON_WINDOWS =
      Set.of(
          "PATH",
          "PATHEXT",
          "SYSTEMROOT",
          "SYSTEMDRIVE",
          "WINDIR",
          "COMSPEC",
          "OS",
          "PROCESSOR_ARCHITECTURE",
          "NUMBER_OF_PROCESSORS",
          "TEMP",
          "TMP",
          "USERNAME",
          "USERDOMAIN",
          "USERPROFILE",
          "HOMEDRIVE",
          "HOMEPATH",
          "APPDATA",
          "LOCALAPPDATA",
          "PROGRAMDATA",
          "ALLUSERSPROFILE",
          "PUBLIC",
          "PROGRAMFILES",
          "PROGRAMFILES(X86)",
          "PROGRAMW6432",
          "COMMONPROGRAMFILES",
          "COMMONPROGRAMFILES(X86)",
          "COMMONPROGRAMW6432");

  private Surroundings() {}

  /**
   * What a process may have of an environment.
   *
   * @param all the environment
   * @param windows whether names are those of Windows, in any case
   */
  static Map<String, String> of(Map<String, String> all, boolean windows) {
    Map<String, String> needed = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          if (windows
              ? ON_WINDOWS.contains(name.toUpperCase(Locale.ROOT))
              : ON_UNIX.matcher(name).matches()) {
            needed.put(name, value);
          }
        });
    return needed;
  }

  /** Makes them the whole environment of a process that is about to start. */
  static void into(ProcessBuilder builder) {
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(of(System.getenv(), Executables.onWindows()));
  }
}
