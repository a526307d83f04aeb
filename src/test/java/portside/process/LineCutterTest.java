package portside.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCutterTest {

  @ParameterizedTest(name = "in pieces of {0}")
  @ValueSource(ints = {1, 2, 3, 1000})
  void lines_are_the_same_in_whatever_pieces_they_come(int piece) {
    assertEquals(
        List.of("a", "", "b\rc", "1234", "1234", "1234…", "123…", "123…", "end"),
        cut("a\n\r\nb\rc\n1234\n1234\r\n12345\r\n123\uD83D\uDE00\n123\uD83D\uDE00x\nend", piece));
  }

  private static List<String> cut(String text, int piece) {
    List<String> lines = new ArrayList<>();
    LineCutter cutter = new LineCutter(4, lines::add);
    for (int from = 0; from < text.length(); from += piece) {
      char[] buffer = text.substring(from, Math.min(text.length(), from + piece)).toCharArray();
      cutter.feed(buffer, buffer.length);
    }
    cutter.end();
    return lines;
  }
}
