package portside.lesson.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a line of the text may end, and where not. */
class HtmlTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`app.run()`라고 | <p><code>app.run()</code>\u2060라고</p>",
        "` `라고 | <p><code></code>라고</p>",
        "`app`이라고 | <p><code>app</code>이라고</p>",
        "`app.run()` 다음 | <p><code>app.run()</code> 다음</p>",
        "`app.run()`, and | <p><code>app.run()</code>, and</p>",
        "`--lan` | <p><code><span class=\"option-word\">--lan</span></code></p>",
        "`kill -9 12` | <p><code>kill <span class=\"option-word\">-9</span> 12</code></p>",
        "포트는 0–65535이다 & <b> | <p>포트는 <span class=\"range\">0–65535</span>이다 &amp; &lt;b&gt;</p>",
        "`a-b - c` | <p><code>a-b - c</code></p>"
      })
  void a_line_ends_neither_within_an_option_nor_before_a_particle(String text, String html) {
    assertEquals(html, new HtmlText(new Bare()).block(Markdown.parse(text)).strip());
  }
}
