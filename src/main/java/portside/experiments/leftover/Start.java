package portside.experiments.leftover;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portside.experiments.Lacking;
import portside.experiments.Run;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.programs.Pythons;
import portside.programs.TemporaryFolder;

/** Starts the program that will have been left behind. */
final class Start {
  /** Where it listens: nobody else has any business with it. */
  static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;

  /** A number that is free at every address, so that a search by it finds this program only. */
  private static final InetAddress EVERYWHERE = IpAddresses.parse("0.0.0.0").orElseThrow();

  /** The search begins with the number that students know. */
  private static final int BEFORE_FIRST = 8_079;

  private static final int ATTEMPTS = 5;
  private static final Duration LOOK = Duration.ofMillis(30);
  private static final int ANSWER_MILLIS = 500;

  private static final String PROGRAM = "app.py";

  private final Children children;
  private final Pythons pythons;

  Start(Children children, Pythons pythons) {
    this.children = children;
    this.pythons = pythons;
  }

  /** A Java program of one process. */
  Leftbehind plain(Run<?> run) throws IOException, InterruptedException {
    return start(run, Start::java);
  }

  /** Flask with its reloader. */
  Leftbehind reloader(Run<?> run, Path python) throws IOException, InterruptedException {
    TemporaryFolder folder = run.own(TemporaryFolder.make(children, "leftover"));
    try (InputStream program = Start.class.getResourceAsStream(PROGRAM)) {
      folder.write(PROGRAM, Objects.requireNonNull(program, PROGRAM).readAllBytes());
    }
    return start(
        run,
        port ->
            pythons.command(python, PROGRAM).in(folder.path()).with("PORT", String.valueOf(port)));
  }

  /**
   * Stops it as Ctrl+Z does. Java cannot send that signal; a shell can (kill(1), POSIX).
   *
   * @throws IOException when the shell does not
   */
  void stop(Leftbehind program) throws IOException, InterruptedException {
    Command kill = Command.of("sh", "-c", "kill -STOP " + program.pid());
    try (Child shell = children.start(kill)) {
      boolean sent =
          shell.awaitExit(Child.START_PATIENCE).filter(exit -> exit.code() == 0).isPresent();
      if (!sent) {
        throw new IOException("The program could not be stopped");
      }
    }
  }

  private interface ByPort {
    Command command(int port) throws IOException;
  }

  private Leftbehind start(Run<?> run, ByPort how) throws IOException, InterruptedException {
    int before = BEFORE_FIRST;
    for (int i = 0; i < ATTEMPTS; i++) {
      int port =
          Binding.nextFreePort(EVERYWHERE, before, Protocol.TCP)
              .orElseThrow(() -> new Lacking("no-port"));
      Leftbehind program = new Leftbehind(port);
      // Closed with the run, the family included; also when the student ends only one of it.
      program.startedAs(run.own(children.start(how.command(port), program.listener(run))));
      if (isUp(run, program)) {
        program.meetFamily();
        return program;
      }
      before = port; // somebody was faster
    }
    throw new Lacking("not-started");
  }

  private static boolean isUp(Run<?> run, Leftbehind program) throws InterruptedException {
    long end = System.nanoTime() + Child.START_PATIENCE.toNanos();
    while (program.isFirstAlive() && System.nanoTime() < end) {
      if (answers(program.port()) && program.listens()) { // not somebody who was faster
        return true;
      }
      run.next(LOOK);
    }
    return false;
  }

  private static boolean answers(int port) {
    try {
      String url = "http://" + IpAddresses.text(LOOPBACK) + ":" + port + "/";
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        // Kept for a next request, it would be found as a client by whoever looks for the port.
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The class path stands in the environment, so that the command line says what it is. */
  private static Command java(int port) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return Command.of(
            java.toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx32m",
            ForgottenServer.class.getName(),
            String.valueOf(port))
        .with("CLASSPATH", ownClasses());
  }

  /** First the place of this very class, absolute; the rest holds what it logs with. */
  private static String ownClasses() throws IOException {
    try {
      Path here =
          Path.of(
              ForgottenServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Stream.concat(
              Stream.of(here),
              Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                  .filter(entry -> !entry.isEmpty())
                  .map(Path::of))
          .map(entry -> entry.toAbsolutePath().toString())
          .distinct()
          .collect(Collectors.joining(File.pathSeparator));
    } catch (URISyntaxException unreadable) {
      throw new IOException("Portside's own classes are not in a file", unreadable);
    }
  }
}
