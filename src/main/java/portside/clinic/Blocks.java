package portside.clinic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the files of the clinic: blocks of {@code name: value} below {@code [title]}, and indented
 * text.
 */
final class Blocks {
  private Blocks() {}

  /**
   * A block.
   *
   * @param line where it begins, counted from 1
   * @param text its indented lines, without the indentation
   */
  record Block(String title, int line, Map<String, String> fields, String text) {}

  static List<Block> read(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    int start = -1;
    for (int at = 0; at <= lines.size(); at++) {
      if (at == lines.size() || lines.get(at).startsWith("[")) {
        if (start >= 0) {
          blocks.add(block(lines.subList(start, at), start + 1));
        }
        start = at;
      }
    }
    return blocks;
  }

  private static Block block(List<String> lines, int line) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String each : lines.subList(1, lines.size())) {
      int colon = each.indexOf(": ");
      if (colon > 0 && !each.startsWith(" ") && !each.startsWith("#")) {
        fields.put(each.substring(0, colon), each.substring(colon + 2).strip());
      }
    }
    String text =
        lines.stream()
            .filter(each -> each.startsWith("  "))
            .map(each -> each.substring(2))
            .collect(Collectors.joining("\n"));
    return new Block(lines.get(0).replaceAll("^\\[|]\\s*$", ""), line, fields, text);
  }
}
