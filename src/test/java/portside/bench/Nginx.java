package portside.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.testing.Patience;

/** The floor of whatever serves files: nginx with the same bytes, on a free port of 127.0.0.1. */
final class Nginx implements AutoCloseable {
  /** What makes it available, for rows that are left out. */
  static final String HOW = "it takes nginx (Debian: apt-get install nginx-light)";

  /** The same backlog as Portside's, so that a burst meets two queues of one length. */
  private static final int BACKLOG = 1_024;

  private final Children children;
  private final int port;

  /**
   * A file as it goes over the wire.
   *
   * @param path the path of its URL, without a query
   * @param bytes its bytes, compressed if they are to be
   * @param type the Content-Type
   * @param encoding the Content-Encoding; empty for bytes as they are
   */
  record Served(String path, byte[] bytes, String type, String encoding) {
    /** What another server answers there to whoever accepts these encodings. */
    static Served of(URI url, String accepted) throws IOException, InterruptedException {
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(url).header("Accept-Encoding", accepted).build(),
                  BodyHandlers.ofByteArray());
      return new Served(
          url.getPath(),
          answer.body(),
          answer.headers().firstValue("Content-Type").orElseThrow(),
          answer.headers().firstValue("Content-Encoding").orElse(""));
    }
  }

  private Nginx(Children children, int port) {
    this.children = children;
    this.port = port;
  }

  /** Whether this computer has it. */
  static boolean isHere() {
    return program().isPresent();
  }

  private static Optional<Path> program() {
    return Executables.find("nginx").or(() -> Executables.find("/usr/sbin/nginx"));
  }

  /**
   * Serves these files and no others.
   *
   * @param folder an empty folder for them, which it may read
   */
  static Nginx serve(Path folder, List<Served> files) throws IOException {
    int port = Binding.nextFreePort(IpAddresses.LOOPBACK, 20_000, Protocol.TCP).orElseThrow();
    for (int i = 0; i < files.size(); i++) {
      Files.write(folder.resolve("" + i), files.get(i).bytes());
    }
    folder.toFile().setExecutable(true, false);
    folder.toFile().setReadable(true, false);
    Path config = Files.writeString(folder.resolve("nginx.conf"), config(folder, port, files));
    Children children = new Children();
    children.start(
        Command.of(
            program().orElseThrow().toString(), "-g", "user root;", "-c", config.toString()));
    Patience.until(
        () -> "nginx does not listen",
        () -> !Binding.tryBind(IpAddresses.LOOPBACK, port, Protocol.TCP).succeeded());
    return new Nginx(children, port);
  }

  private static String config(Path folder, int port, List<Served> files) {
    String locations =
        IntStream.range(0, files.size())
            .mapToObj(i -> location(files.get(i), folder.resolve("" + i)))
            .collect(Collectors.joining("\n"));
    return """
        worker_processes 2;
        daemon off;
        pid %1$s/nginx.pid;
        error_log stderr;
        events { worker_connections 4096; }
        http {
          access_log off;
          sendfile on;
          keepalive_requests 10000000;
          types {}
          server {
            listen 127.0.0.1:%2$d backlog=%3$d;
        %4$s
          }
        }
        """
        .formatted(folder, port, BACKLOG, locations);
  }

  private static String location(Served file, Path bytes) {
    String encoding =
        file.encoding().isEmpty() ? "" : " add_header Content-Encoding " + file.encoding() + ";";
    return "    location = \"%s\" { alias %s; default_type \"%s\";%s }"
        .formatted(file.path(), bytes, file.type(), encoding);
  }

  /** The port that it listens on. */
  int port() {
    return port;
  }

  /** {@code http://127.0.0.1:PORT} */
  String origin() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    children.close();
  }
}
