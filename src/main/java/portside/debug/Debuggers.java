package portside.debug;

import java.io.IOException;
import java.nio.file.Path;
import portside.process.Children;
import portside.process.Command;

/** Starts programs under a debugger. */
public final class Debuggers {
  private Debuggers() {}

  /** Whether this Java can debug Java: a JRE has neither the interface nor the agent. */
  public static boolean canDebugJava() {
    return ModuleLayer.boot().findModule("jdk.jdi").isPresent();
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
