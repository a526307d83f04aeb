package portside.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A home full of settings for Flask, Python, Java and curl, and a shell that has more of them. Each
 * Python module and shell script in it writes a line into a file when it runs.
 *
 * @param home the home and working directory; its temporary folder is {@code tmp}
 */
public record HostileHome(Path home) {
  private static final Map<String, String> SHELL =
      Map.ofEntries(
          Map.entry("FLASK_DEBUG", "1"),
          Map.entry("FLASK_ENV", "development"),
          Map.entry("FLASK_APP", "evil.py"),
          Map.entry("FLASK_RUN_DEBUGGER", "1"),
          Map.entry("FLASK_RUN_RELOAD", "1"),
          Map.entry("FLASK_RUN_CERT", "adhoc"),
          Map.entry("FLASK_RUN_EXTRA_FILES", "/etc/hosts"),
          Map.entry("WERKZEUG_DEBUG_PIN", "off"),
          Map.entry("WERKZEUG_RUN_MAIN", "true"),
          Map.entry("PYTHONHOME", "/nowhere"),
          Map.entry("PYTHONVERBOSE", "1"),
          Map.entry("PYTHONWARNINGS", "error"),
          Map.entry("PYTHONBREAKPOINT", "evil.now"),
          Map.entry("PYTHONINSPECT", "1"),
          Map.entry("VIRTUAL_ENV", "/nowhere"),
          Map.entry(
              "JAVA_TOOL_OPTIONS",
              "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:0"),
          Map.entry("CLASSPATH", "/nowhere"),
          Map.entry("http_proxy", "http://127.0.0.1:9"),
          Map.entry("https_proxy", "http://127.0.0.1:9"),
          Map.entry("ALL_PROXY", "http://127.0.0.1:9"),
          Map.entry("LD_BIND_NOW", "1"),
          Map.entry("GLIBC_TUNABLES", "glibc.malloc.perturb=1"),
          Map.entry("PYDEVD_USE_FRAME_EVAL", "NO"),
          Map.entry("DEBUGPY_LOG_DIR", "."),
          Map.entry("BASH_ENV", "evil.sh"),
          Map.entry("ENV", "evil.sh"));

  private static final String DOTENV =
      "FLASK_DEBUG=1\nFLASK_RUN_DEBUGGER=1\nFLASK_RUN_RELOAD=1\nWERKZEUG_DEBUG_PIN=off\n";

  /**
   * Makes one.
   *
   * @param parent an empty folder, which gets a {@code .env} too
   * @param userSite where a Python has the packages of a user, below that user's home
   */
  public static HostileHome make(Path parent, Path userSite) {
    HostileHome made = new HostileHome(parent.resolve("home"));
    try {
      made.plant(parent, userSite);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  private void plant(Path parent, Path userSite) throws IOException {
    Path temporary = Files.createDirectories(home.resolve("tmp"));
    Path site = Files.createDirectories(home.resolve(userSite));
    for (Path place : List.of(parent, home, temporary)) {
      Files.writeString(place.resolve(".env"), DOTENV);
      Files.writeString(place.resolve(".flaskenv"), DOTENV);
    }
    Files.writeString(home.resolve(".curlrc"), "proxy = http://127.0.0.1:9\n");
    Files.writeString(home.resolve("evil.sh"), "echo evil.sh >> '" + ranFile() + "'\n");
    String python = "open('" + ranFile() + "', 'a').write(__file__ + '\\n')\n";
    for (String name :
        List.of("sitecustomize", "usercustomize", "startup", "evil", "flask", "json", "ast")) {
      Files.writeString(home.resolve(name + ".py"), python);
    }
    Files.writeString(site.resolve("usercustomize.py"), python);
  }

  private Path ranFile() {
    return home.resolve("ran");
  }

  /** What of it has run, a line for each time. */
  public List<String> ran() {
    try {
      return Files.exists(ranFile()) ? Files.readAllLines(ranFile()) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shell's variables, beside HOME and PATH. */
  public Map<String, String> shell() {
    Map<String, String> shell = new TreeMap<>(SHELL);
    shell.put("PYTHONPATH", home.toString());
    shell.put("PYTHONSTARTUP", home.resolve("startup.py").toString());
    shell.put("CURL_HOME", home.toString());
    return shell;
  }

  /** The beginning of a command line that has nothing but these variables. */
  public static Stream<String> with(Path home, Map<String, String> variables) {
    Stream<String> own =
        Stream.of("env", "-i", "LANG=C.UTF-8", "HOME=" + home, "PATH=" + System.getenv("PATH"));
    return Stream.concat(
        own, variables.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()));
  }
}
