package portside.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import portside.testing.PortsideProcess;

/** How a class is served, and the jar alone. */
enum By {
  STARTER("starter", PortsideProcess::starter),
  JAR("java -jar", PortsideProcess::jar);

  private final String name;
  private final Function<String[], List<String>> line;

  By(String name, Function<String[], List<String>> line) {
    this.name = name;
    this.line = line;
  }

  /**
   * Starts a site on a free port.
   *
   * @param folder its working directory
   * @param options further ones, such as {@code --lan}
   */
  PortsideProcess serve(Path folder, String... options) {
    List<String> all = new ArrayList<>(List.of("--port", "0", "--no-open"));
    all.addAll(List.of(options));
    return PortsideProcess.start(
            line.apply(all.toArray(String[]::new)),
            folder,
            Map.of("PORTSIDE_KEY", PortsideProcess.KEY))
        .awaitStart();
  }

  /** What was measured, by its name in a row. */
  String row(String what) {
    return name + ": " + what;
  }
}
