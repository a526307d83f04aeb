package portside.experiments.silence;

import java.util.Map;
import portside.experiments.Digits;
import portside.experiments.View;
import portside.instruments.Exchange;
import portside.instruments.Exchange.Kind;
import portside.instruments.Exchange.Steps;
import portside.page.Words;

/**
 * The call as a drawing. That it connected, was refused or heard nothing, and the times, were
 * measured; which segments TCP sends for that is its standard's word (RFC 9293 §3.5).
 */
public final class Drawing {
  private Drawing() {}

  /** The drawing of a call that is over. */
  public static Exchange of(View view) {
    SilenceEvidence found = view.evidence(SilenceEvidence.class);
    Words words = view.words();
    String waited =
        words.get("drawing.waited", Map.of("limit", Digits.grouped(found.limitMillis())));
    String connect = micros(found.connectMicros());
    boolean refused = "refused".equals(view.run().outcome());
    Steps steps = new Steps();
    if (refused) {
      steps.add(Kind.THERE, "SYN", words.get("drawing.syn"));
      steps.add(Kind.NO, "RST", words.get("drawing.rst", Map.of("time", connect)));
      return exchange(words, "refused", steps);
    }
    if (!Boolean.TRUE.equals(found.connected())) {
      steps.add(Kind.LOST, "SYN", words.get("drawing.syn"));
      steps.add(Kind.NOTHING, words.get("drawing.nothing"), waited);
      return exchange(words, "dropped", steps);
    }
    steps.add(Kind.THERE, "SYN", words.get("drawing.syn"));
    steps.add(Kind.BACK, "SYN, ACK", words.get("drawing.accepted", Map.of("time", connect)));
    steps.add(Kind.THERE, found.sent() == null ? "ACK" : found.sent(), "");
    if (found.answer() == null) {
      steps.add(Kind.NOTHING, words.get("drawing.nothing"), waited);
      return exchange(words, "no-answer", steps);
    }
    steps.add(Kind.BACK, found.answer(), micros(found.elapsedMicros()));
    return exchange(words, "answered", steps);
  }

  private static Exchange exchange(Words words, String which, Steps steps) {
    return new Exchange(
        words.get("drawing.title"),
        words.get("drawing." + which),
        words.get("drawing.client"),
        words.get("drawing.server"),
        steps.list());
  }

  private static String micros(Long micros) {
    return micros == null ? "" : Digits.grouped(micros) + " µs";
  }
}
