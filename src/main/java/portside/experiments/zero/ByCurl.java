package portside.experiments.zero;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import portside.experiments.Run;
import portside.instruments.Curl;
import portside.net.DemoServer;
import portside.process.Children;

/** Opens 0.0.0.0 with curl, which follows a redirect where one is to be seen. */
final class ByCurl {
  private final Children children;
  private final DemoServer server;
  private final boolean redirects;

  ByCurl(Children children, DemoServer server, boolean redirects) {
    this.children = children;
    this.server = server;
    this.redirects = redirects;
  }

  void run(Run<ZeroEvidence> run) throws IOException, InterruptedException {
    String url = "http://0.0.0.0:" + server.port() + "/";
    Curl.Said said =
        redirects ? Curl.open(children, run::line, url, "-L") : Curl.open(children, run::line, url);
    ZeroEvidence evidence = Seen.evidence(url, server.exchanges(), null, null, text(said.seen()));
    run.settle(outcome(said, evidence), evidence);
  }

  /**
   * What curl's end means.
   *
   * @throws IOException with curl's words, when it ended in a way that answers nothing
   */
  static String outcome(Curl.Said said, ZeroEvidence evidence) throws IOException {
    if (said.exit() == Curl.COULD_NOT_CONNECT) {
      return "refused";
    }
    if (said.exit() != 0) {
      throw new IOException(
          said.error().isEmpty() ? "curl ended with exit code " + said.exit() : said.error());
    }
    if (evidence.status() == null) {
      throw new IOException("curl got an answer, but not from the server of this experiment");
    }
    return evidence.sentElsewhere() ? "redirected" : "no-redirect";
  }

  private static String text(Map<String, String> seen) {
    return seen.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
