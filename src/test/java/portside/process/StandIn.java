package portside.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import portside.testing.Java;
import portside.testing.Patience;

/** A {@link PortsideStandIn} in a Java machine and a session of its own, seen from a test. */
final class StandIn implements AutoCloseable {
  /** What a user's shell may hold, and no child may get. */
  static final Map<String, String> HOSTILE =
      Map.ofEntries(
          Map.entry("PORTSIDE_KEY", "the key"),
          Map.entry("FLASK_DEBUG", "1"),
          Map.entry("FLASK_RUN_DEBUGGER", "1"),
          Map.entry("WERKZEUG_DEBUG_PIN", "off"),
          Map.entry("PYTHONHOME", "/nowhere"),
          Map.entry("PYTHONPATH", "/nowhere"),
          Map.entry("VIRTUAL_ENV", "/nowhere"),
          Map.entry("JAVA_TOOL_OPTIONS", "-Dportside.hostile=1"),
          Map.entry("_JAVA_OPTIONS", "-Dportside.hostile=2"),
          Map.entry("JDK_JAVA_OPTIONS", "-Dportside.hostile=3"),
          Map.entry("CLASSPATH", "/nowhere"),
          Map.entry("http_proxy", "http://127.0.0.1:9"),
          Map.entry("ALL_PROXY", "http://127.0.0.1:9"),
          Map.entry("CURL_HOME", "/nowhere"),
          Map.entry("LD_BIND_NOW", "1"),
          Map.entry("BASH_ENV", "/nowhere"),
          Map.entry("ENV", "/nowhere"),
          Map.entry("A_NAME_THAT_NOBODY_FORESAW", "1"));

  private static final ProcessTable TABLE = ProcessTable.ofThisComputer();

  final Process process;
  private final List<String> said = new CopyOnWriteArrayList<>();

  private StandIn(List<String> line) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(HOSTILE);
    process = builder.start();
    Thread reader =
        new Thread(() -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(this::heard));
    reader.setDaemon(true);
    reader.start();
  }

  /** Started in a session of its own, so that a signal to the group does not hit the test. */
  static StandIn start(List<String> scripts) throws IOException {
    return start(scripts, List.of());
  }

  /**
   * The same with a temporary folder of its own: what it leaves there is not found by any Portside
   * that another test starts meanwhile.
   */
  static StandIn startIn(Path temporary, List<String> scripts) throws IOException {
    return start(scripts, List.of("-Djava.io.tmpdir=" + temporary));
  }

  private static StandIn start(List<String> scripts, List<String> options) throws IOException {
    // A build in the background of a shell has SIGINT ignored, which children inherit.
    List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT", "setsid"));
    line.addAll(command(scripts, options));
    return ready(new StandIn(line), scripts.size());
  }

  /** Started at a terminal; what is typed goes to {@link #type}. */
  static StandIn atTerminal(List<String> scripts) throws IOException {
    Command java = Command.of(command(scripts));
    return ready(
        new StandIn(
            List.of("env", "--default-signal=INT", "script", "-qec", java.shown(), "/dev/null")),
        scripts.size());
  }

  static List<String> command(List<String> scripts) {
    return command(scripts, List.of());
  }

  private static List<String> command(List<String> scripts, List<String> options) {
    return Java.line(
        options,
        System.getProperty("java.class.path"),
        PortsideStandIn.class.getName(),
        scripts.toArray(String[]::new));
  }

  private static StandIn ready(StandIn standIn, int scripts) {
    standIn.await("ready");
    Patience.until(() -> scripts + " up in " + standIn.said, () -> standIn.up().size() >= scripts);
    return standIn;
  }

  private void heard(String line) {
    said.add(line.strip());
  }

  void await(String line) {
    Patience.until(() -> line + " in " + said, () -> said.contains(line));
  }

  boolean said(String line) {
    return said.contains(line);
  }

  boolean saidPart(String part) {
    return said.stream().anyMatch(line -> line.contains(part));
  }

  List<Long> up() {
    return numbers("up ");
  }

  List<Long> numbers(String word) {
    return texts(word).stream().map(Long::valueOf).toList();
  }

  List<String> texts(String word) {
    return said.stream()
        .filter(line -> line.startsWith(word))
        .map(line -> line.substring(word.length()))
        .toList();
  }

  Mark mark() {
    return said.stream()
        .filter(line -> line.startsWith("mark "))
        .map(line -> new Mark(line.substring(5)))
        .findFirst()
        .orElseThrow();
  }

  /** The live keepers of this Portside, found by their command line. */
  List<Long> keepers() {
    String mark = mark().text();
    return TABLE.parents().keySet().stream()
        .filter(pid -> commandLine(pid).contains(Keeper.class.getName() + " " + mark))
        .toList();
  }

  /**
   * The live keeper; a new one has no command line for a moment, where a shell becomes its Java.
   */
  long keeper() {
    return Patience.until(() -> "no keeper", this::keepers, pids -> !pids.isEmpty()).get(0);
  }

  static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  void type(String text) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(text.getBytes(StandardCharsets.US_ASCII));
    in.flush();
  }

  /** Sends a signal; a negative number is a process group. */
  static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + name, "--", Long.toString(pid)).inheritIO().start().waitFor();
  }

  /** What is left: its own process, its keeper, everything marked, everything that said "up". */
  List<Long> left() {
    Set<Long> alive = TABLE.parents().keySet();
    return Stream.of(
            Stream.of(process.pid()),
            keepers().stream(),
            TABLE.bearing(mark()).stream(),
            up().stream())
        .flatMap(pids -> pids)
        .filter(alive::contains)
        .distinct()
        .toList();
  }

  /** Waits until nothing is left. */
  void awaitNothingLeft() {
    Patience.until(
        () -> "nothing left of " + left().stream().map(pid -> pid + commandLine(pid)).toList(),
        () -> left().isEmpty());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    TABLE.bearing(mark()).forEach(StandIn::kill);
    up().forEach(StandIn::kill);
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }
}
