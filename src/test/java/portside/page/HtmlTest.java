package portside.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {
  private static final String OPTION = "<code class=\"option-word\">";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Start it with --lan. | Start it with [--lan]/.",
        "Without -sTCP:LISTEN, clients too | Without [-sTCP:LISTEN]/, clients too",
        "-sTCP:LISTEN을 빼면 | [-sTCP:LISTEN]/을 빼면",
        "-n: a number | [-n]/: a number",
        "0-65535, a well-known port - and <b> | 0-65535, a well-known port - and &lt;b&gt;",
      })
  void an_option_in_a_sentence_is_one_word(String sentence, String html) {
    assertEquals(html.replace("[", OPTION).replace("]/", "</code>"), Html.sentence(sentence));
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example:43791, evil.example|:43791",
    "handler.handle(ctx), handler.handle|(ctx)",
    "Werkzeug/3.1.8 Python/3.11.7, Werkzeug/|3.1.8 Python/|3.11.7",
    "a<b, a&lt;b",
  })
  void a_long_name_breaks_between_its_parts_only(String name, String html) {
    assertEquals(
        "<span class=\"parts\">" + html.replace("|", "<wbr>") + "</span>", Html.parts(name));
  }
}
