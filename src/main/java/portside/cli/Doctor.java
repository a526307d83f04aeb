package portside.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import portside.page.Json;
import portside.page.Words;

/** {@code portside doctor}: what this computer can show, and what to install for the rest. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false)
public final class Doctor implements Callable<Integer> {
  private static final int LABELS = 26;

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--json")
  boolean json;

  @Option(names = "--lang", paramLabel = "CODE")
  @Nullable String lang;

  @Option(names = "--python", paramLabel = "PATH")
  @Nullable Path python;

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.here();
    String language =
        Workbench.language(
            lang, terminal, sentence -> new ParameterException(spec.commandLine(), sentence));
    Words words = Words.of("cli", language);
    List<Finding> found;
    try (Workbench bench = new Workbench(null, python)) {
      found = new Examination(bench, language).all();
    }
    if (json) {
      spec.commandLine()
          .getOut()
          .println(Json.pretty(found.stream().map(f -> json(f, words)).toList()));
    } else {
      print(new Sheet(spec.commandLine().getOut(), terminal), words, found);
    }
    spec.commandLine().getOut().flush();
    return lacks(found) == 0 ? 0 : 1;
  }

  private static long lacks(List<Finding> found) {
    return found.stream().filter(each -> each.level() == Finding.Level.LACKS).count();
  }

  private static Map<String, Object> json(Finding finding, Words words) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("what", finding.what());
    body.put("level", finding.level());
    body.put("state", finding.state());
    finding.values().forEach((name, value) -> body.put(name, value.toString()));
    body.put("sentence", finding.sentence(words));
    return body;
  }

  private static void print(Sheet sheet, Words words, List<Finding> found) {
    sheet.text(words.get("doctor.title"), 0, Sheet.Ink.BOLD);
    sheet.gap();
    List<Map.Entry<String, String>> rows = new ArrayList<>();
    for (Finding each : found) {
      String mark =
          switch (each.level()) {
            case FINE -> "✓ ";
            case NOTE -> "· ";
            case LACKS -> "✗ ";
          };
      rows.add(Map.entry(mark + each.label(words), each.sentence(words)));
    }
    sheet.rows(rows, 0, LABELS);
    sheet.gap();
    long lacks = lacks(found);
    if (lacks == 0) {
      sheet.text(words.get("doctor.fine"), 0, Sheet.Ink.GOOD);
    } else {
      sheet.text(words.get("doctor.todo", Map.of("count", lacks)), 0, Sheet.Ink.BAD);
      sheet.text(words.get("doctor.skipped"));
    }
  }
}
