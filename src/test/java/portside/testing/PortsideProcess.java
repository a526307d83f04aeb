package portside.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portside.net.HostSystem;

/** A Portside in a process of its own, as its users start it: from the jar or with Maven. */
public final class PortsideProcess implements AutoCloseable {
  /** The key that the tests give it. */
  public static final String KEY = "a-key-for-the-tests";

  private static final List<String> INHERITED =
      List.of("PORTSIDE_KEY", "MAVEN_PROJECTBASEDIR", "MAVEN_BASEDIR", "MAVEN_CMD_LINE_ARGS");

  private final Process process;
  private final List<String> out = Collections.synchronizedList(new ArrayList<>());
  private final List<String> err = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> readers;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Patience.LIMIT)
          .build();

  private PortsideProcess(Process process) {
    this.process = process;
    this.readers =
        List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
  }

  /** The command line that runs the finished jar with these arguments, and nothing more. */
  public static List<String> jarAlone(String... arguments) {
    return jar(List.of(), arguments);
  }

  /** The same with the archive of its classes, as the starter beside it has it. */
  public static List<String> jar(String... arguments) {
    Path archive = Path.of("target", "portside.jsa").toAbsolutePath();
    return jar(
        List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive, "-Xlog:disable"), arguments);
  }

  private static List<String> jar(List<String> options, String... arguments) {
    Path jar = Path.of("target", "portside.jar").toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      throw new AssertionError("there is no " + jar + "; build it first: mvn package -DskipTests");
    }
    List<String> line = new ArrayList<>(List.of(Java.here().toString()));
    line.addAll(options);
    line.addAll(Java.quick());
    line.addAll(List.of("-jar", jar.toString()));
    line.addAll(List.of(arguments));
    return line;
  }

  /** The command line of the starter beside the jar, by which a class is served. */
  public static List<String> starter(String... arguments) {
    jar();
    String name = HostSystem.here() == HostSystem.WINDOWS ? "portside.cmd" : "portside";
    List<String> line = new ArrayList<>();
    line.add(Path.of("target", name).toAbsolutePath().toString());
    line.addAll(List.of(arguments));
    return line;
  }

  /**
   * The command line that runs what was compiled, without the jar.
   *
   * @param temporary its temporary folder
   */
  public static List<String> classes(Path temporary, String... arguments) {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    return Java.line(
        List.of("-Djava.io.tmpdir=" + temporary), classPath, "portside.Main", arguments);
  }

  /**
   * Starts a program.
   *
   * @param folder its working directory
   * @param environment what is added to the environment
   */
  public static PortsideProcess start(
      List<String> line, Path folder, Map<String, String> environment) {
    LessonPython.ready();
    ProcessBuilder builder = new ProcessBuilder(heedful(line)).directory(folder.toFile());
    builder.environment().keySet().removeAll(INHERITED);
    // What is kept between starts is the tests' own, and a course's progress one process's.
    builder
        .environment()
        .put("XDG_CACHE_HOME", Path.of("target", "cache").toAbsolutePath().toString());
    builder
        .environment()
        .put(
            "XDG_DATA_HOME",
            Path.of("target", "data", UUID.randomUUID().toString()).toAbsolutePath().toString());
    // That one a starter takes.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    try {
      return new PortsideProcess(builder.start());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * A build in the background of a shell, or under nohup, ignores the signals of a terminal. A
   * program inherits that (POSIX, Shell Command Language §2.11), and Java then leaves it so.
   */
  private static List<String> heedful(List<String> line) {
    Path status = Path.of("/proc/self/status");
    try {
      boolean ignored =
          Files.exists(status)
              && Files.readAllLines(status).stream()
                  .filter(each -> each.startsWith("SigIgn:"))
                  .anyMatch(each -> (Long.parseUnsignedLong(each.substring(8), 16) & 0b11) != 0);
      return ignored
          ? Stream.concat(Stream.of("env", "--default-signal=HUP,INT"), line.stream()).toList()
          : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread reader(InputStream in, List<String> lines) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException e) {
                // the process has ended
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Waits until it has printed how to stop it, the last line of a start. */
  public PortsideProcess awaitStart() {
    Patience.until(
        () -> "it has not started\n" + said(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("it has ended with " + process.exitValue() + "\n" + said());
          }
          return out().stream().anyMatch(line -> line.contains("Ctrl+C"));
        });
    return this;
  }

  /** The link with the key, as it was printed. */
  public URI link() {
    return URI.create(
        out().stream()
            .filter(line -> line.startsWith("  http://"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(said()))
            .strip());
  }

  /** The port that it listens on. */
  public int port() {
    return link().getPort();
  }

  /** What it printed so far, line by line. */
  public List<String> out() {
    synchronized (out) {
      return List.copyOf(out);
    }
  }

  /** What it complained of so far, line by line. */
  public List<String> err() {
    synchronized (err) {
      return List.copyOf(err);
    }
  }

  /** Everything that it said, for messages. */
  public String said() {
    return String.join("\n", out()) + "\n" + String.join("\n", err());
  }

  /** Its process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Sends a signal.
   *
   * @param name such as {@code TERM}
   */
  public void signal(String name) {
    signal(process.toHandle(), name);
  }

  /** Sends a signal to a process. */
  public static void signal(ProcessHandle to, String name) {
    try {
      int code = new ProcessBuilder("kill", "-" + name, "" + to.pid()).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + " ended with " + code);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Waits for its end.
   *
   * @return its exit code; what it printed is then complete
   */
  public int awaitEnd() {
    return awaitEnd(Patience.LIMIT);
  }

  /** Waits for the end of what may take longer, such as a build. */
  public int awaitEnd(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it has not ended within " + atMost + "\n" + said());
      }
      for (Thread reader : readers) {
        reader.join(Patience.LIMIT.toMillis());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A request to a path, to be completed. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Patience.LIMIT);
  }

  /** Sends a request. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(said(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Gets a page as a browser of a guest does. */
  public HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "text/html"));
  }

  /** Posts JSON as a program of the host does, and has as much of the answer as there is now. */
  public HttpResponse<String> post(String path, String json, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Authorization", "Bearer " + KEY)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json");
    return send(
        (headers.length == 0 ? request : request.headers(headers))
            .POST(BodyPublishers.ofString(json)));
  }

  /** Ends it and what it has started, by force. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(gone -> Patience.until(() -> gone.pid() + " lives", () -> !gone.isAlive()));
  }
}
