package portside.room.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells as a spreadsheet reads them. */
final class CsvTest {
  private static String row(Object... cells) {
    String all = new String(new Csv().row(Arrays.asList(cells)).bytes(), StandardCharsets.UTF_8);
    assertTrue(all.startsWith("\uFEFF") && all.endsWith("\r\n"), all);
    return all.substring(1, all.length() - 2);
  }

  @Test
  void the_file_begins_with_the_mark_by_which_excel_knows_utf_8() {
    byte[] bytes = new Csv().row(List.of("김하늘")).bytes();
    assertEquals((byte) 0xEF, bytes[0]);
    assertEquals((byte) 0xBB, bytes[1]);
    assertEquals((byte) 0xBF, bytes[2]);
    assertEquals("\uFEFF김하늘\r\n", new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void commas_quotes_and_lines_stay_inside_of_a_cell() {
    assertEquals("plain,,7", row("plain", null, 7));
    assertEquals("\"a,b\"", row("a,b"));
    assertEquals("\"say \"\"hi\"\"\"", row("say \"hi\""));
    assertEquals("\"two\nlines\"", row("two\nlines"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠a",
        "=HYPERLINK(\"http://x\",\"y\")"
      })
  void no_name_is_a_formula(String name) {
    assertEquals("\"'" + name.replace("\"", "\"\"") + '"', row(name));
  }

  @Test
  void numbers_are_numbers() {
    assertEquals("-1,0.5", row(-1, 0.5));
  }
}
