package portside.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Protocol;

/**
 * A step of the build: starts the site, opens what a reader opens first, and ends, while Java notes
 * which classes that took. What it keeps of them lets the starters begin sooner (java(1),
 * "Application Class Data Sharing").
 */
public final class Rehearsal {
  private static final int FIRST = 20_000;

  private Rehearsal() {}

  /**
   * @throws IOException when the site does not answer
   */
  public static void main(String[] args) throws IOException {
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    InetAddress loopback = IpAddresses.LOOPBACK;
    int port = Binding.nextFreePort(loopback, FIRST, Protocol.TCP).orElseThrow();
    int code = new CommandLine(new Serve()).execute("--port=" + port, "--no-open");
    if (code != Serve.GOES_ON) {
      System.exit(code);
    }
    for (String path : new String[] {"/health", "/", "/ko/wildcard", "/en/debugger"}) {
      open(URI.create("http://127.0.0.1:" + port + path));
    }
    System.exit(0);
  }

  private static void open(URI page) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
    connection.setRequestProperty("Accept", "text/html");
    connection.setRequestProperty("Accept-Encoding", "gzip");
    try (InputStream body = connection.getInputStream()) {
      body.readAllBytes();
    }
  }
}
