package portside.debug;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.LineListener;

/**
 * A Java program that waits before its first line, and Portside attached to it over JDWP on
 * 127.0.0.1.
 *
 * @param child its process
 * @param machine its Java machine, as the debugger sees it
 */
record JavaStart(Child child, VirtualMachine machine) {
  private static final Pattern LISTENING =
      Pattern.compile("Listening for transport dt_socket at address: (\\d+)");
  private static final String AGENT =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";

  /** Starts it as any child is started, and attaches. */
  static JavaStart of(Children children, Command command, AdapterListener listener)
      throws IOException, InterruptedException {
    CompletableFuture<String> port = new CompletableFuture<>();
    Child child =
        children.start(Commands.inserted(command, List.of(AGENT)), new PortReader(port, listener));
    child.whenExited().thenRun(() -> port.completeExceptionally(new IOException("it ended")));
    try {
      String at = port.get(Child.START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return new JavaStart(child, attach(at));
    } catch (ExecutionException | TimeoutException | IOException e) {
      child.close();
      throw new IOException("the Java program did not let the debugger in", e);
    } catch (InterruptedException e) {
      child.close();
      throw e;
    }
  }

  private record PortReader(CompletableFuture<String> port, AdapterListener listener)
      implements LineListener {
    @Override
    public void line(String stream, String text) {
      Matcher listening = port.isDone() ? null : LISTENING.matcher(text);
      if (listening != null && listening.matches()) {
        port.complete(listening.group(1));
      } else if (!LISTENING.matcher(text).matches()) { // the agent says it again at a detach
        listener.output(stream, text);
      }
    }

    @Override
    public void leftOut(long lines) {
      listener.leftOut(lines);
    }
  }

  private static VirtualMachine attach(String port) throws IOException {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow(() -> new IOException("this Java has no SocketAttach connector"));
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(port);
    try {
      return connector.attach(arguments);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IOException(e);
    }
  }
}
