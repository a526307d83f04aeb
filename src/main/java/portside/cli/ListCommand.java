package portside.cli;

import java.util.ArrayList;
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
import portside.experiments.Description;
import portside.experiments.Registered;
import portside.net.ThisComputer;
import portside.page.Json;
import portside.page.Words;

/** {@code portside list}: the experiments, or one with its parameters and outcomes. */
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false)
public final class ListCommand implements Callable<Integer> {
  private static final int LABELS = 24;

  @Spec @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NAME", completionCandidates = RunCommand.Names.class)
  @Nullable String name;

  @Option(names = "--json")
  boolean json;

  @Option(names = "--lang", paramLabel = "CODE")
  @Nullable String lang;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.here();
    String language = Workbench.language(lang, terminal, this::wrong);
    Words words = Words.of("cli", language);
    Sheet sheet = new Sheet(spec.commandLine().getOut(), terminal);
    try (Workbench bench = new Workbench(null, null)) {
      List<Registered<?, ?>> shown =
          name == null
              ? List.copyOf(bench.register().all())
              : List.of(bench.find(name, words, this::wrong));
      if (json) {
        spec.commandLine()
            .getOut()
            .println(
                Json.pretty(shown.stream().map(each -> Description.of(each, language)).toList()));
      } else if (name == null) {
        all(sheet, words, shown);
      } else {
        one(sheet, words, shown.get(0));
      }
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private static void all(Sheet sheet, Words words, List<Registered<?, ?>> shown) {
    ThisComputer here = ThisComputer.now();
    List<Map.Entry<String, String>> rows = new ArrayList<>();
    for (Registered<?, ?> each : shown) {
      Words own = each.words(words.lang());
      String missing = each.missing(Map.of(), here).map(lack -> "\n" + lack.in(own)).orElse("");
      rows.add(Map.entry(each.name(), own.get("title") + missing));
    }
    sheet.rows(rows, 0, LABELS);
    sheet.gap();
    sheet.text(words.get("list.more"), 0, Sheet.Ink.FAINT);
  }

  private static void one(Sheet sheet, Words words, Registered<?, ?> experiment) {
    Words own = experiment.words(words.lang());
    sheet.text(own.get("title"), 0, Sheet.Ink.BOLD);
    sheet.text(own.get("about"));
    if (!experiment.parameters().specs().isEmpty()) {
      sheet.gap();
      sheet.text(words.get("list.parameters"), 0, Sheet.Ink.BOLD);
      List<Map.Entry<String, String>> rows = new ArrayList<>();
      experiment
          .parameters()
          .specs()
          .forEach(
              each ->
                  rows.add(
                      Map.entry(
                          each.name() + "=" + each.defaultValue(),
                          own.get("parameter." + each.name()) + ": " + each.allowed())));
      sheet.rows(rows, 2, LABELS);
    }
    sheet.gap();
    sheet.text(words.get("list.outcomes"), 0, Sheet.Ink.BOLD);
    experiment.experiment().outcomes().forEach(each -> sheet.text(each, 2, Sheet.Ink.PLAIN));
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
