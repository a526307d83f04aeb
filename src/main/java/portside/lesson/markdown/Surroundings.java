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

  /** A picture of the text. */
  Picture picture(String target);

  /**
   * A picture.
   *
   * @param url its URL
   * @param width in CSS pixels; 0 where it is not known
   * @param height in CSS pixels; 0 where it is not known
   */
  record Picture(String url, int width, int height) {}

  /** What stands around the blocks of a directive in the text. */
  Frame frame(Directive directive);

  /** HTML before and after. */
  record Frame(String before, String after) {}
}
