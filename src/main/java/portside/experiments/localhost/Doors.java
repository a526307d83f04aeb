package portside.experiments.localhost;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portside.experiments.Lacking;
import portside.experiments.Missing;
import portside.net.Binding;
import portside.net.DemoServer;
import portside.net.DemoServer.Exchange;
import portside.net.DemoServer.Request;
import portside.net.DemoServer.Response;
import portside.net.IpAddresses;
import portside.net.Protocol;

/**
 * One port, and a listener on it at 127.0.0.1 and another at ::1, as far as the computer has both.
 */
final class Doors implements AutoCloseable {
  static final InetAddress IPV4 = IpAddresses.LOOPBACK;
  static final InetAddress IPV6 = IpAddresses.parse("::1").orElseThrow();

  /** A port that is free at one address may be taken at the other; another one is tried then. */
  private static final int ATTEMPTS = 20;

  private final Map<InetAddress, DemoServer> open;
  private final int port;

  private Doors(Map<InetAddress, DemoServer> open, int port) {
    this.open = open;
    this.port = port;
  }

  /**
   * Opens them.
   *
   * @param handler makes the answers of both
   * @throws IOException when there is no door at all
   */
  static Doors open(Function<Request, Response> handler) throws IOException {
    List<InetAddress> possible =
        List.of(IPV4, IPV6).stream()
            .filter(address -> Binding.tryBind(address, 0, Protocol.TCP).succeeded())
            .toList();
    if (possible.isEmpty()) {
      throw new Lacking(new Missing("no-loopback"));
    }
    for (int attempt = 1; ; attempt++) {
      Map<InetAddress, DemoServer> opened = new LinkedHashMap<>();
      int port = 0;
      try {
        for (InetAddress address : possible) {
          DemoServer door = DemoServer.open(address, port, InetAddress::isLoopbackAddress, handler);
          opened.put(address, door);
          port = door.port();
        }
        return new Doors(opened, port);
      } catch (BindException taken) {
        opened.values().forEach(DemoServer::close);
        if (attempt == ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  int port() {
    return port;
  }

  /** The addresses of the doors that are open. */
  List<InetAddress> addresses() {
    return List.copyOf(open.keySet());
  }

  /** Shuts one of them, so that a caller has to try the other. */
  void shut(InetAddress address) {
    DemoServer door = open.remove(address);
    if (door != null) {
      door.close();
    }
  }

  /** Who has come since the last time, at whichever door; waits a little for them. */
  Optional<Exchange> next(Duration wait) throws InterruptedException {
    for (DemoServer door : open.values()) {
      Optional<Exchange> news = door.next(wait.dividedBy(open.size()));
      if (news.isPresent()) {
        return news;
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    addresses().forEach(this::shut);
  }
}
