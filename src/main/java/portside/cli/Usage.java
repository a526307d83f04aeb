package portside.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import portside.page.Words;

/**
 * What {@code --help} shows, and the sentence on what was typed wrongly, in the language and the
 * width of the terminal. The words of a command begin with {@code help.} and its name; an option
 * that several commands have may be explained once, by {@code help.option.} and its name.
 */
public final class Usage {
  private static final String HELP = "help.";

  /** As wide as the longest option with its value. */
  private static final int LABELS = 24;

  /** As wide as the longest example that is explained. */
  private static final int LINES = 40;

  private static final String EXPLAINED = "  ";

  private static final List<String> LAST = List.of("help", "version");

  private Usage() {}

  /** Makes a command line and all of its commands speak like that terminal. */
  public static void speak(CommandLine line, Terminal terminal) {
    Words words = Words.of("cli", terminal.lang());
    line.setHelpSectionKeys(List.of("all"));
    line.setHelpSectionMap(Map.of("all", help -> Usage.of(help.commandSpec(), words, terminal)));
    line.setParameterExceptionHandler((e, arguments) -> wrong(e, words));
  }

  /** One sentence on what is wrong; the whole help would hide it. */
  private static int wrong(ParameterException e, Words words) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    PrintWriter err = e.getCommandLine().getErr();
    err.println(sentence(e, words));
    err.println(words.get("wrong.more", Map.of("command", command.qualifiedName())));
    return command.exitCodeOnInvalidInput();
  }

  private static String sentence(ParameterException e, Words words) {
    if (e instanceof UnmatchedArgumentException unknown) {
      CommandSpec command = e.getCommandLine().getCommandSpec();
      List<String> known =
          Stream.of(command.optionsMap().keySet(), command.subcommands().keySet())
              .flatMap(Set::stream)
              .toList();
      String given = unknown.getUnmatched().get(0);
      String name = given.replaceFirst("=.*", "");
      return words.get("wrong.unknown", Map.of("given", given))
          + Workbench.meant(name, known, words);
    }
    if (e instanceof MissingParameterException missing) {
      String what =
          missing.getMissing().stream().map(Usage::label).collect(Collectors.joining(", "));
      return words.get("wrong.missing", Map.of("what", what));
    }
    ArgSpec what = e.getArgSpec();
    if (what == null) {
      return e.getMessage(); // one of our own
    }
    if (e instanceof OverwrittenOptionException) {
      return words.get("wrong.twice", Map.of("name", label(what)));
    }
    return e.getValue() == null
        ? words.get("wrong.missing", Map.of("what", label(what)))
        : words.get("wrong.value", Map.of("what", label(what), "given", e.getValue()));
  }

  private static String of(CommandSpec spec, Words words, Terminal terminal) {
    StringWriter text = new StringWriter();
    Sheet sheet = new Sheet(new PrintWriter(text), terminal);
    String name = spec.qualifiedName(".");
    sheet.text(words.get("usage", Map.of("command", typed(spec, words))), 0, Sheet.Ink.BOLD);
    sheet.text(words.get(HELP + name));
    part(
        sheet,
        words,
        "usage.parameters",
        spec.positionalParameters().stream().map(Usage::named),
        name);
    Stream<Named> options =
        Stream.concat(
                spec.options().stream().filter(option -> !isLast(option)),
                spec.options().stream().filter(Usage::isLast))
            .map(Usage::named);
    part(sheet, words, "usage.options", options, name);
    commands(sheet, words, spec);
    numbered(sheet, words, "usage.exit", name + ".exit.");
    examples(sheet, words, name);
    return text.toString();
  }

  private static boolean isLast(OptionSpec option) {
    return LAST.contains(key(option));
  }

  /** A parameter or option: what is typed, and the name of its words. */
  private record Named(String label, String key) {}

  private static Named named(ArgSpec spec) {
    return new Named(label(spec), key(spec));
  }

  private static String key(ArgSpec spec) {
    return spec instanceof OptionSpec option
        ? option.longestName().replaceFirst("^-+", "")
        : ((PositionalParamSpec) spec).paramLabel().replaceAll("\\W.*", "");
  }

  private static String label(ArgSpec spec) {
    if (spec instanceof OptionSpec option) {
      String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      return String.join(", ", option.names()) + value;
    }
    return spec.paramLabel();
  }

  private static String typed(CommandSpec spec, Words words) {
    StringBuilder typed = new StringBuilder(spec.qualifiedName());
    typed.append(" [").append(words.get("usage.option")).append("]...");
    for (PositionalParamSpec each : spec.positionalParameters()) {
      boolean many = each.index().max() == Integer.MAX_VALUE;
      boolean may = many || each.arity().min() == 0;
      typed.append(may ? " [" : " ").append(each.paramLabel()).append(may ? "]" : "");
      typed.append(many ? "..." : "");
    }
    if (!spec.subcommands().isEmpty()) {
      typed.append(" [").append(words.get("usage.command")).append("]");
    }
    return typed.toString();
  }

  private static void part(
      Sheet sheet, Words words, String heading, Stream<Named> parts, String command) {
    rows(
        sheet,
        words.get(heading),
        parts.map(each -> Map.entry(each.label(), said(words, command, each.key()))).toList(),
        LABELS);
  }

  private static String said(Words words, String command, String key) {
    Optional<String> own = words.find(HELP + command + "." + key);
    return own.orElseGet(() -> words.get(HELP + "option." + key));
  }

  private static void commands(Sheet sheet, Words words, CommandSpec spec) {
    List<Map.Entry<String, String>> rows = new ArrayList<>();
    spec.subcommands()
        .forEach(
            (name, command) ->
                rows.add(
                    Map.entry(
                        name,
                        words
                            .get(HELP + command.getCommandSpec().qualifiedName("."))
                            .lines()
                            .findFirst()
                            .orElseThrow())));
    rows(sheet, words.get("usage.commands"), rows, LABELS);
  }

  /** The words of that name with a number behind it, the lowest number first. */
  private static void numbered(Sheet sheet, Words words, String heading, String name) {
    List<Map.Entry<String, String>> rows = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      String code = Integer.toString(number);
      words.find(HELP + name + code).ifPresent(text -> rows.add(Map.entry(code, text)));
    }
    rows(sheet, words.get(heading), rows, LABELS);
  }

  /** Command lines; one may have an explanation behind two blanks, or else none has. */
  private static void examples(Sheet sheet, Words words, String name) {
    Map<Boolean, List<String>> explained =
        words.find(HELP + name + ".examples").stream()
            .flatMap(String::lines)
            .collect(Collectors.partitioningBy(line -> line.contains(EXPLAINED)));
    List<Map.Entry<String, String>> rows =
        explained.get(true).stream()
            .map(line -> line.split(EXPLAINED, 2))
            .map(line -> Map.entry(line[0], line[1]))
            .toList();
    rows(sheet, words.get("usage.examples"), rows, LINES);
    if (!explained.get(false).isEmpty()) {
      sheet.gap();
      sheet.text(words.get("usage.examples"), 0, Sheet.Ink.BOLD);
      explained.get(false).forEach(line -> sheet.text(line, 2, Sheet.Ink.PLAIN));
    }
  }

  private static void rows(
      Sheet sheet, String heading, List<Map.Entry<String, String>> rows, int most) {
    if (!rows.isEmpty()) {
      sheet.gap();
      sheet.text(heading, 0, Sheet.Ink.BOLD);
      sheet.rows(rows, 2, most);
    }
  }
}
