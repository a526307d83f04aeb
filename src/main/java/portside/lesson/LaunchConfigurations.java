package portside.lesson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import portside.page.Json;

/**
 * What VS Code starts: one configuration for each program that can be started (VS Code
 * documentation, "Debug configuration"; the attributes are those of the debuggers debugpy and
 * java).
 */
final class LaunchConfigurations {
  /** Not 5000, which AirPlay has on many Macs; a different one for Java, so that both can run. */
  private static final String FLASK_PORT = "8080";

  private static final String JAVA_PORT = "8081";
  private static final String HOST = "127.0.0.1";

  private LaunchConfigurations() {}

  /**
   * The file {@code launch.json}.
   *
   * @param programs the programs by name; those that nobody starts get no configuration
   */
  static byte[] of(Map<String, byte[]> programs) {
    List<Map<String, Object>> configurations = new ArrayList<>();
    programs.keySet().stream()
        .sorted(
            // VS Code offers the first one to whoever just presses F5.
            Comparator.comparing((String name) -> !stem(name).equals("app"))
                .thenComparing(LaunchConfigurations::stem)
                .thenComparing(name -> name.endsWith(".java")))
        .forEach(
            name -> {
              String text = new String(programs.get(name), StandardCharsets.UTF_8);
              if (name.endsWith(".py")) {
                configurations.add(python(name, text));
              } else if (text.contains("static void main(")) {
                configurations.add(java(name, text));
              }
            });
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("version", "0.2.0");
    file.put("configurations", configurations);
    return (Json.pretty(file) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> python(String name, String text) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", "Python: " + name);
    one.put("type", "debugpy");
    one.put("request", "launch");
    if (text.contains("Flask(__name__)")) {
      one.put("module", "flask");
      // As Flask's documentation advises for an editor's debugger: debug mode, so that an error is
      // not hidden, but neither Flask's own debugger nor its reloader. By the environment, because
      // --debug has its place before "run" in Flask 2.2.2 and after it in 3.1.
      one.put(
          "args",
          List.of(
              "--app",
              name.substring(0, name.length() - ".py".length()),
              "run",
              "--no-debugger",
              "--no-reload",
              "--host",
              HOST,
              "--port",
              FLASK_PORT));
      one.put("env", Map.of("FLASK_DEBUG", "1"));
      one.put("jinja", true);
    } else {
      one.put("program", "${workspaceFolder}/" + name);
    }
    one.put("cwd", "${workspaceFolder}");
    one.put("console", "integratedTerminal");
    return one;
  }

  private static Map<String, Object> java(String name, String text) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", "Java: " + name);
    one.put("type", "java");
    one.put("request", "launch");
    one.put("mainClass", name.substring(0, name.length() - ".java".length()));
    if (text.contains("import io.javalin.")) {
      one.put("args", List.of(HOST, JAVA_PORT));
    }
    one.put("cwd", "${workspaceFolder}");
    one.put("encoding", "UTF-8"); // the programs speak Korean; Java 17 would ask the system
    one.put("console", "integratedTerminal");
    return one;
  }

  /** The same for a program and its twin: {@code app} for {@code app.py} and {@code App.java}. */
  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.')).toLowerCase(Locale.ROOT).replace("_", "");
  }
}
