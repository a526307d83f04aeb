package portside.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nayuki.qrcodegen.QrCode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrSvgTest {
  private static final String URL = "http://192.168.0.10:7070/";

  @Test
  void every_dark_module_is_drawn_inside_a_margin_of_four() {
    QrCode code = QrCode.encodeText(URL, QrCode.Ecc.MEDIUM);
    Set<String> drawn = new HashSet<>();
    Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(QrSvg.of(URL, URL, 180));
    while (module.find()) {
      drawn.add(
          (Integer.parseInt(module.group(1)) - 4) + " " + (Integer.parseInt(module.group(2)) - 4));
    }
    Set<String> dark = new HashSet<>();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          dark.add(x + " " + y);
        }
      }
    }
    assertEquals(dark, drawn);
    assertTrue(QrSvg.of(URL, URL, 180).contains("viewBox=\"0 0 " + (code.size + 8) + " "));
  }

  @Test
  void it_says_what_it_is_and_obeys_the_policy_of_the_site() {
    String svg = QrSvg.of(URL, "a \"quoted\" <label>", 180);
    assertTrue(svg.contains("role=\"img\" aria-label=\"a &quot;quoted&quot; &lt;label&gt;\""), svg);
    assertTrue(svg.contains("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"), svg);
    assertFalse(svg.contains("style"), svg);
  }
}
