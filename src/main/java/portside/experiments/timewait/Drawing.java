package portside.experiments.timewait;

import java.util.Map;
import portside.experiments.View;
import portside.experiments.timewait.TimewaitEvidence.Attempt;
import portside.instruments.Exchange;
import portside.instruments.Exchange.Kind;
import portside.instruments.Exchange.Steps;
import portside.page.Words;

/**
 * The end of the connection as a drawing: the server closes first, and TIME_WAIT stays at its end
 * (RFC 9293 §3.6). What is left and what each attempt got was measured.
 */
public final class Drawing {
  private Drawing() {}

  /** The drawing as far as the run has come. */
  public static Exchange of(View view) {
    TimewaitEvidence found = view.evidence(TimewaitEvidence.class);
    Words words = view.words();
    Steps steps =
        new Steps()
            .add(Kind.BACK, "FIN", words.get("drawing.fin"))
            .add(Kind.THERE, "ACK, FIN", "")
            .add(Kind.BACK, "ACK", "");
    steps.add(
        Kind.STAYS,
        found.state() == null ? words.get("drawing.nothing-left") : found.state(),
        found.secondsLeft() == null
            ? ""
            : words.get("drawing.left", Map.of("seconds", found.secondsLeft())));
    for (Attempt attempt : found.attempts().stream().limit(1).toList()) {
      steps.add(
          Kind.STAYS,
          words.get("drawing.bind", Map.of("port", String.valueOf(found.port()))),
          words.get(attempt.worked() ? "drawing.works" : "drawing.fails"));
    }
    return new Exchange(
        words.get("drawing.title"),
        words.get("drawing.description"),
        words.get("drawing.client"),
        words.get("drawing.server"),
        steps.list());
  }
}
