package portside.lesson.markdown;

import com.vladsch.flexmark.ast.Heading;
import java.net.InetAddress;
import java.util.Map;
import portside.net.AddressKind;

/** What a text's HTML depends on besides the text. */
public interface Surroundings {

  /** The language of the page. */
  String lang();

  /** The kinds of the text's example addresses. */
  Map<InetAddress, AddressKind> examples();

  /** The anchor of a heading. */
  String id(Heading heading);

  /** The URL of a link's target, as it is to stand in the page. */
  String link(String target);

  /** A picture of the lesson's folder. */
  Picture picture(String target);

  /** What stands around the blocks of a directive in the text. */
  Wrapper wrapper(Directive directive);

  /**
   * Where a picture is, and how much room it takes before it has come.
   *
   * @param url where it is
   * @param width in pixels, 0 when not known
   * @param height in pixels, 0 when not known
   */
  record Picture(String url, int width, int height) {}

  /** HTML before and after. */
  record Wrapper(String before, String after) {}
}
