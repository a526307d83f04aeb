package portside.experiments.leftover;

import java.io.IOException;
import portside.net.DemoServer;
import portside.net.IpAddresses;

/**
 * The program that is left behind: a small server of its own process, which says goodbye when it is
 * asked to end.
 */
public final class ForgottenServer {
  /** What it says first when it listens. */
  static final String UP = "Listening";

  /** What it says last, when it is asked. */
  static final String GOODBYE = "Goodbye!";

  private ForgottenServer() {}

  /**
   * Listens until it is ended.
   *
   * @param arguments the port
   * @throws IOException when the system does not give the port
   * @throws InterruptedException never
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int port = Integer.parseInt(arguments[0]);
    DemoServer.open(
        IpAddresses.LOOPBACK,
        port,
        caller -> true,
        request -> DemoServer.Response.text(200, "I am still here.\n"));
    // Not run by SIGKILL: that is the difference between asking and forcing.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    System.out.println(
                        GOODBYE
                            + " I gave port "
                            + port
                            + " back. (PID "
                            + ProcessHandle.current().pid()
                            + ")")));
    System.out.println(UP + " on port " + port);
    Thread.currentThread().join();
  }
}
