package portside.instruments;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.process.LineListener;
import portside.programs.DevServer;
import portside.programs.Fault;
import portside.programs.Launch;
import portside.programs.NoPlace;
import portside.programs.Program;
import portside.programs.Programs;
import portside.programs.ServerRuntime;
import portside.programs.TemporaryFolder;

/** What experiments have in common that start a program of the lessons as a development server. */
public final class LessonProgram {
  /**
   * So long after an answer the program's own line about it may come; without one, somebody else
   * has answered.
   */
  public static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

  private static final Missing NO_PLACE =
      new Missing("no-place", Map.of("folder", NoPlace.folder().toString()));

  private LessonProgram() {}

  /** What is missing where no program can be copied to; empty where there is a place. */
  public static Optional<Missing> noPlace() {
    return TemporaryFolder.hasPlace() ? Optional.empty() : Optional.of(NO_PLACE);
  }

  /**
   * Ends a run that needs to copy a program where there is no place for it: that is the reason to
   * tell, and not what could not be found out for the lack of it.
   *
   * @throws Lacking when nothing can be written to the temporary folder
   */
  public static void requirePlace() throws Lacking {
    if (!TemporaryFolder.hasPlace()) {
      throw new Lacking(NO_PLACE);
    }
  }

  /** What this computer lacks to run that program; empty where nothing is known to be missing. */
  public static Optional<Missing> missing(
      Programs programs, String program, ServerRuntime runtime) {
    return programs
        .knownLack(programs.current(runtime.program(program)))
        .map(
            lack ->
                switch (lack) {
                  case FLASK -> new Missing("flask");
                  case JAVA_COMPILER -> new Missing("java-compiler");
                  case PROGRAM -> new Missing("program");
                  case PLACE -> NO_PLACE;
                });
  }

  /**
   * A program as its reader has it now; where that was changed, the run says so.
   *
   * @throws Lacking when what was made of it does not compile
   * @throws IOException when it cannot be read
   * @throws InterruptedException when the run is stopped
   */
  public static Program current(Programs programs, Program program, Run<?> run)
      throws IOException, InterruptedException {
    Program now = programs.current(program);
    run.changed(programs.finder().place(now).orElse(now.file()), now.changed() != null);
    if (now.changed() != null) {
      List<Fault> faults = programs.faults(now);
      if (!faults.isEmpty()) {
        String line = Integer.toString(faults.get(0).line());
        throw new Lacking(new Missing("changed-faulty", Map.of("file", now.file(), "line", line)));
      }
    }
    return now;
  }

  /**
   * Starts the lessons' first server, {@link Programs#APP}, and shows its command; it does not
   * listen yet.
   *
   * @param host where it will listen
   * @param port where it will listen, 1 to 65535
   * @param debug whether Flask's debug mode is on
   * @param console gets its lines
   * @throws IOException when the system does not start it
   * @throws InterruptedException when the run is stopped
   */
  public static DevServer start(
      Programs programs,
      ServerRuntime runtime,
      InetAddress host,
      int port,
      boolean debug,
      Run<?> run,
      LineListener console)
      throws IOException, InterruptedException {
    Program app = current(programs, runtime.program(Programs.APP), run);
    Launch launch = programs.server(app, host, port, debug);
    run.line("in", launch.shown());
    return DevServer.start(programs.children(), launch, host, port, console);
  }
}
