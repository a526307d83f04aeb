package portside.debug;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Exit;

/** Starts programs under a debugger. */
public final class Debuggers {
  /** Held, because the settings of a logger that nobody holds are forgotten. */
  private static final Logger PROTOCOL = Logger.getLogger("org.eclipse.lsp4j");

  static {
    // The end of a program cuts off its debugger's last words. A warning of that would stand in the
    // student's terminal, where nobody can do anything about it.
    PROTOCOL.setLevel(Level.SEVERE);
  }

  private Debuggers() {}

  /** Whether this Java can debug Java: a JRE has neither the interface nor the agent. */
  public static boolean canDebugJava() {
    return ModuleLayer.boot().findModule("jdk.jdi").isPresent();
  }

  /**
   * Reads the condition of a breakpoint, without any program.
   *
   * @throws NotEvaluated when it is none, or more than Portside's evaluator of Java does
   */
  public static void readJava(String condition) throws NotEvaluated {
    Condition.read(condition);
  }

  /**
   * The same for Python: a Python reads it, and evaluates nothing.
   *
   * @param python how a Python is started
   * @throws NotEvaluated with Python's own words when it is no expression
   * @throws IOException when Python does not start
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public static void readPython(Children children, Command python, String condition)
      throws NotEvaluated, IOException, InterruptedException {
    List<String> said = new CopyOnWriteArrayList<>();
    Command command =
        python.and("-c", "import ast, sys; ast.parse(sys.argv[1], mode='eval')", condition);
    try (Child child = children.start(command, (stream, text) -> said.add(text))) {
      Optional<Exit> exit = child.awaitExit(Child.START_PATIENCE);
      if (exit.isEmpty() || exit.get().code() != 0) {
        String words = said.isEmpty() ? "" : said.get(said.size() - 1);
        throw new NotEvaluated(NotEvaluated.Reason.DEBUGGER, words);
      }
    }
  }

  /**
   * Starts a Java program under the JDK's debugger interface; it waits for {@link
   * Adapter#configurationDone}.
   *
   * @param command how it starts plainly: java, options, class, arguments
   * @param main its class, compiled with {@code -g}
   * @throws IOException when it does not start or the debugger cannot reach it
   * @throws InterruptedException when the waiting thread is interrupted; nothing is left then
   */
  public static Adapter java(
      Children children, Command command, String main, AdapterListener listener)
      throws IOException, InterruptedException {
    return JavaAdapter.start(children, command, main, listener);
  }

  /**
   * Starts a Python program under debugpy; it waits for {@link Adapter#configurationDone}.
   *
   * @param command how it starts plainly: python, then the program or {@code -m module}
   * @param source the program's file, for breakpoints
   * @throws IOException when it does not start or debugpy cannot be reached
   * @throws InterruptedException when the waiting thread is interrupted; nothing is left then
   */
  public static Adapter python(
      Children children, Command command, Path source, AdapterListener listener)
      throws IOException, InterruptedException {
    return PythonAdapter.start(children, command, source, listener);
  }
}
