package portside.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portside.experiments.BadInput;
import portside.experiments.Registered;
import portside.experiments.RunJson;
import portside.experiments.RunState;
import portside.page.Json;
import portside.page.Words;
import portside.runs.Runs;

/** {@code portside run}: one experiment, here and now, without a browser. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false)
public final class RunCommand implements Callable<Integer> {
  static final int AS_EXPECTED = 0;
  static final int OTHERWISE = 1;
  static final int NOTHING = 3;

  /** The last news of a run comes right after its answer. */
  private static final Duration LAST_STEPS = Duration.ofMillis(200);

  @Spec @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", completionCandidates = Names.class)
  String name = "";

  @Parameters(index = "1..*", paramLabel = "key=value")
  List<String> given = new ArrayList<>();

  @Option(names = "--expect", paramLabel = "OUTCOME", split = ",")
  List<String> expected = new ArrayList<>();

  @Option(names = "--json")
  boolean json;

  @Option(names = "--seconds", paramLabel = "N")
  int seconds = 60;

  @Option(names = "--lang", paramLabel = "CODE")
  @Nullable String lang;

  @Option(names = "--content", paramLabel = "DIR")
  @Nullable Path content;

  @Option(names = "--python", paramLabel = "PATH")
  @Nullable Path python;

  /** What a shell offers after {@code portside run}. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      try (Workbench bench = new Workbench(null, null)) {
        return List.copyOf(bench.register().names()).iterator();
      }
    }
  }

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.here();
    String language = Workbench.language(lang, terminal, this::wrong);
    Words words = Words.of("cli", language);
    PrintWriter out = spec.commandLine().getOut();
    if (seconds < 1 || seconds > 3_600) {
      throw wrong(words.get("wrong.seconds", Map.of("seconds", seconds)));
    }
    try (Workbench bench = new Workbench(content, python);
        Runs runs = new Runs();
        OwnConnection connection = OwnConnection.open()) {
      Registered<?, ?> experiment = bench.find(name, words, this::wrong);
      outcomes(experiment, words);
      RunState run = start(experiment, runs, connection, words);
      RunState state = runs.answered(run.id(), Duration.ofSeconds(seconds)).get();
      if (state.settled()) {
        state = runs.ended(run.id(), LAST_STEPS).get();
      }
      if (json) {
        out.println(Json.pretty(RunJson.of(state, language)));
      } else {
        Sheet sheet = new Sheet(out, terminal);
        new RunText(sheet, words).print(state);
        verdict(sheet, words, state);
      }
      out.flush();
      // A program that reads it needs it whole; for people the exit code says what came out.
      return json && out.checkError() ? NOTHING : code(state);
    }
  }

  private RunState start(
      Registered<?, ?> experiment, Runs runs, OwnConnection connection, Words words)
      throws IOException {
    try {
      return runs.start(experiment, parameters(words), connection.caller(), null);
    } catch (BadInput bad) {
      throw wrong(sentence(bad, words.lang()));
    }
  }

  /** The sentence of the page, with the names that are typed here. */
  private static String sentence(BadInput bad, String language) {
    Words page = Words.of("page", language);
    String key = "bad-input." + bad.problem();
    String hint = bad.values().getOrDefault("hint", "");
    return page.get(key, bad.values())
        + (hint.isEmpty() ? "" : " " + page.get("meant") + " " + hint)
        + page.find(key + ".todo")
            .map(todo -> "\n" + page.get(key + ".todo", bad.values()))
            .orElse("");
  }

  private Map<String, String> parameters(Words words) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String each : given) {
      int at = each.indexOf('=');
      if (at < 1) {
        throw wrong(words.get("wrong.no-parameter", Map.of("given", each)));
      }
      if (parameters.put(each.substring(0, at), each.substring(at + 1)) != null) {
        throw wrong(words.get("wrong.twice", Map.of("name", each.substring(0, at))));
      }
    }
    return parameters;
  }

  private void outcomes(Registered<?, ?> experiment, Words words) {
    List<String> known = experiment.experiment().outcomes();
    for (String outcome : expected) {
      if (!known.contains(outcome)) {
        throw wrong(
            words.get(
                "wrong.outcome",
                Map.of(
                    "outcome",
                    outcome,
                    "name",
                    name,
                    "meant",
                    Workbench.meant(outcome, known, words),
                    "known",
                    String.join(", ", known))));
      }
    }
  }

  private int code(RunState state) {
    if (!state.settled()) {
      return NOTHING;
    }
    return expected.isEmpty() || expected.contains(state.outcome()) ? AS_EXPECTED : OTHERWISE;
  }

  private void verdict(Sheet sheet, Words words, RunState state) {
    if (expected.isEmpty() || !state.settled()) {
      return;
    }
    boolean as = expected.contains(state.outcome());
    sheet.gap();
    sheet.text(
        words.get(
            as ? "run.as-expected" : "run.otherwise",
            Map.of("expected", String.join(", ", expected))),
        0,
        as ? Sheet.Ink.GOOD : Sheet.Ink.BAD);
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
