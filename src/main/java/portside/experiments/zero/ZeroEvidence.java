package portside.experiments.zero;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;

/**
 * What the server and its visitor saw. Of several exchanges, the single values are the first's, for
 * that is the one with 0.0.0.0.
 *
 * @param url what is opened; in a browser it carries the run's nonce, so it is the host's alone
 * @param opened the same without the nonce
 * @param status the status code of the first answer
 * @param location where the answer sends the visitor; null if nowhere
 * @param hostHeader the Host header, which names what the visitor asked for
 * @param addressBar what the browser's address bar said in the end, by {@code location.href}
 * @param secureContext whether the browser takes the page for a secure context
 * @param clientAddress the visitor's end of the connection, as the server saw it
 * @param clientPort the visitor's port
 * @param serverAddress the address that was really called, as the server saw it
 * @param serverPort the port of the server
 * @param requestBytes each request as it came; Cookie and Authorization are masked
 * @param responseBytes each answer as it was sent
 * @param curlSaw what curl measured of its last connection
 * @param curlVersion curl's version, as it told the server
 */
public record ZeroEvidence(
    @Nullable String url,
    @Guests @Nullable String opened,
    @Guests @Nullable Integer status,
    @Guests @Nullable String location,
    @Guests @Nullable String hostHeader,
    @Guests @Nullable String addressBar,
    @Guests @Nullable Boolean secureContext,
    @Guests @Nullable InetAddress clientAddress,
    @Guests @Nullable Integer clientPort,
    @Guests @Nullable InetAddress serverAddress,
    @Guests @Nullable Integer serverPort,
    @Guests List<String> requestBytes,
    @Guests List<String> responseBytes,
    @Guests @Nullable String curlSaw,
    @Guests @Nullable String curlVersion) {

  /** What a browser opens, so that the server knows of which run it speaks. */
  public static String link(String opened, String run) {
    return opened + "?nonce=" + run;
  }

  /** Whether the visitor asked for one address and was sent to another by the server. */
  boolean sentElsewhere() {
    return status != null && status >= 300 && status < 400 && location != null;
  }
}
