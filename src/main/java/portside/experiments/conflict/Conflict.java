package portside.experiments.conflict;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Said;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/** Opens two listeners at one port number and shows what the system makes of it. */
public final class Conflict implements Experiment<ConflictParameters, ConflictEvidence> {
  @Override
  public String name() {
    return "conflict";
  }

  @Override
  public Class<ConflictParameters> parameters() {
    return ConflictParameters.class;
  }

  @Override
  public Class<ConflictEvidence> evidence() {
    return ConflictEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("second-fails", "both-listen");
  }

  @Override
  public Optional<Missing> missing(ConflictParameters asked, ThisComputer here) {
    if (asked.reusePort() && !Listener.canReusePort()) {
      return Optional.of(new Missing("reuse-port"));
    }
    return List.of(asked.first(), asked.second()).stream()
        .filter(address -> !here.owns(address))
        .findFirst()
        .map(address -> new Missing("address", Map.of("address", IpAddresses.text(address))));
  }

  @Override
  public Optional<Said> said(RunState run) {
    return Optional.ofNullable(((ConflictEvidence) run.evidence()).matrix())
        .map(
            rows -> {
              List<String> cells =
                  rows.stream()
                      .flatMap(row -> row.cells().stream().map(ConflictEvidence.Cell::outcome))
                      .toList();
              return new Said(
                  "matrix",
                  Map.of(
                      "all", cells.size(),
                      "both", Collections.frequency(cells, "both-listen"),
                      "fail", Collections.frequency(cells, "second-fails")));
            });
  }

  @Override
  public void run(ConflictParameters asked, Run<ConflictEvidence> run) throws Exception {
    String outcome;
    ConflictEvidence found;
    try (Pair pair =
        Pair.open(
            new Pair.Place(asked.first(), asked.firstProtocol()),
            new Pair.Place(asked.second(), asked.secondProtocol()),
            asked.options())) {
      List<ConflictEvidence.Reached> reached = null;
      Listener second = pair.second();
      if (second != null) {
        pair.first().answer('1');
        second.answer('2');
        reached = Visitor.callAll(asked, pair.first().port());
      }
      outcome = pair.outcome();
      found = new ConflictEvidence(pair.first().port(), pair.error(), reached, null);
    }
    if (asked.variant() == ConflictParameters.Variant.MATRIX) {
      ConflictEvidence soFar = found;
      List<ConflictEvidence.Row> rows = Matrix.measure(asked, part -> run.progress(soFar, part));
      run.attach("matrix.csv", "text/csv; charset=utf-8", Matrix.csv(rows));
      found = new ConflictEvidence(found.port(), found.error(), found.reached(), rows);
    }
    run.settle(outcome, found);
  }
}
