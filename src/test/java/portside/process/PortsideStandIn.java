package portside.process;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import portside.testing.Patience;

/**
 * A Portside that does nothing but have children: one for each script among its arguments. It says
 * {@code mark TEXT}, {@code keeper PID}, the lines of its children and {@code ready}; it ends at
 * the end of its standard input.
 */
final class PortsideStandIn {
  private PortsideStandIn() {}

  public static void main(String[] scripts) throws Exception {
    Children children = new Children();
    say("mark " + children.mark().text());
    for (String script : scripts) {
      Child child = children.start(Scripts.command(script), (stream, text) -> say(text));
      child.input().write('\n'); // it has been started: one script waits for that
      child.input().flush();
    }
    children.keeperProcess().ifPresent(keeper -> say("keeper " + keeper.pid()));
    say("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "orphan" -> orphan(children);
        case "breed" -> breed(children);
        case "folder" -> say("folder " + children.folder("test"));
        case "halt" -> Runtime.getRuntime().halt(1);
        default -> say("what is " + line + "?");
      }
    }
  }

  /** Makes an orphan without an environment, once it is remembered. */
  private static void orphan(Children children) throws Exception {
    Child parent =
        children.start(
            Scripts.command(Scripts.ORPHAN_WITHOUT_ENVIRONMENT), (stream, text) -> say(text));
    Patience.until(() -> "remembered " + parent.known(), () -> parent.known().size() > 1);
    parent.input().close();
    parent.whenExited().get();
    say("orphaned");
  }

  /** Starts one after the other until it is killed in the middle of it. */
  private static void breed(Children children) throws Exception {
    while (true) {
      say("bred " + children.start(Command.of("sleep", "1000")).pid());
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
