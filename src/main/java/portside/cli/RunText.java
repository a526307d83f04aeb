package portside.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portside.access.Role;
import portside.experiments.RunState;
import portside.experiments.Summary;
import portside.experiments.View;
import portside.page.Json;
import portside.page.Words;

/** A run as readable text: what was asked, what came out, what was measured. */
final class RunText {
  private static final int MOST_ROWS = 12;
  private static final int MOST_LINES = 20;
  private static final int LABELS = 36;

  private final Sheet sheet;
  private final Words words;

  RunText(Sheet sheet, Words words) {
    this.sheet = sheet;
    this.words = words;
  }

  void print(RunState run) {
    Words own = run.experiment().words(words.lang());
    sheet.text(own.get("title"), 0, Sheet.Ink.BOLD);
    sheet.rows(asked(run, own), 2, LABELS);
    sheet.gap();
    outcome(run, own);
    View view = new View(run, own, Words.of("page", words.lang()), words.lang(), Role.HOST, "", "");
    List<Map.Entry<String, String>> rows = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (View.Row row : view.rows()) {
      told.add(row.name());
      rows.add(Map.entry(row.label(), value(row, view)));
    }
    if (!rows.isEmpty()) {
      sheet.gap();
      sheet.rows(rows, 2, LABELS);
    }
    view.evidence()
        .forEach(
            (name, value) -> {
              if (value != null && !told.contains(name)) {
                part(own.find("part." + name).orElse(name), said(own, name, tree(value)));
              }
            });
    lines(run);
  }

  private static List<Map.Entry<String, String>> asked(RunState run, Words own) {
    List<Map.Entry<String, String>> rows = new ArrayList<>();
    run.values()
        .forEach(
            (name, value) ->
                rows.add(
                    Map.entry(
                        own.find("parameter." + name).orElse(name) + " (" + name + ")",
                        own.find("choice." + name + "." + value)
                            .filter(said -> !said.equals(value))
                            .map(said -> value + " – " + said)
                            .orElse(value))));
    return rows;
  }

  private void outcome(RunState run, Words own) {
    Words page = Words.of("page", words.lang());
    if (run.outcome() != null) {
      sheet.text(run.outcome(), 0, Sheet.Ink.BOLD);
      sheet.text(Summary.of(run, words.lang()));
    } else if (run.missing() != null) {
      sheet.text(page.get("missing.run"), 0, Sheet.Ink.BAD);
      sheet.text(run.missing().in(own));
    } else if (run.failure() != null) {
      sheet.text(page.get("failed"), 0, Sheet.Ink.BAD);
      sheet.text(run.failure());
    } else {
      sheet.text(words.get("run.late"), 0, Sheet.Ink.BAD);
    }
  }

  private static String value(View.Row row, View view) {
    JsonNode tree = tree(row.value());
    String shown =
        tree.isBoolean() ? view.frame().get(tree.asBoolean() ? "yes" : "no") : flat(tree);
    return row.unit().isEmpty() ? shown : shown + " " + row.unit();
  }

  /** A constant has words of its own where a card shows them. */
  private static JsonNode said(Words own, String name, JsonNode value) {
    return value.isTextual()
        ? own.find(name + "." + value.asText()).<JsonNode>map(TextNode::valueOf).orElse(value)
        : value;
  }

  /** Of what a card draws, the terminal shows what is in it. */
  private void part(String title, JsonNode value) {
    if (value.isEmpty() && value.isContainerNode()) {
      return;
    }
    sheet.gap();
    sheet.text(title, 2, Sheet.Ink.BOLD);
    if (!value.isArray()) {
      sheet.text(flat(value), 4, Sheet.Ink.PLAIN);
      return;
    }
    int row = 0;
    for (JsonNode each : value) {
      if (row++ == MOST_ROWS) {
        sheet.text(
            words.get("run.more", Map.of("count", value.size() - MOST_ROWS)), 4, Sheet.Ink.FAINT);
        return;
      }
      sheet.text(flat(each), 4, Sheet.Ink.PLAIN);
    }
  }

  private void lines(RunState run) {
    if (run.lines().isEmpty()) {
      return;
    }
    sheet.gap();
    sheet.text(Words.of("page", words.lang()).get("raw"), 2, Sheet.Ink.BOLD);
    int from = Math.max(0, run.lines().size() - MOST_LINES);
    run.lines()
        .subList(from, run.lines().size())
        .forEach(line -> sheet.text(line.stream() + "  " + line.text(), 4, Sheet.Ink.PLAIN));
  }

  private static JsonNode tree(Object value) {
    try {
      return Json.read(Json.write(value));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** On one line: {@code a, b}, or {@code name: value · name: value}. */
  private static String flat(JsonNode node) {
    if (node.isObject()) {
      Map<String, String> parts = new LinkedHashMap<>();
      node.properties()
          .forEach(
              field -> {
                if (!field.getValue().isNull()) {
                  parts.put(field.getKey(), flat(field.getValue()));
                }
              });
      List<String> said = new ArrayList<>();
      parts.forEach((name, text) -> said.add(name + ": " + text));
      return String.join(" · ", said);
    }
    if (node.isArray()) {
      List<String> all = new ArrayList<>();
      node.forEach(each -> all.add(each.isObject() ? "(" + flat(each) + ")" : flat(each)));
      return String.join(", ", all);
    }
    return node.asText();
  }
}
