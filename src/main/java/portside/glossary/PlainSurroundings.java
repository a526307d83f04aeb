package portside.glossary;

import com.vladsch.flexmark.ast.Heading;
import java.net.InetAddress;
import java.util.Map;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.Surroundings;
import portside.net.AddressKind;
import portside.net.IpAddresses;
import portside.page.Urls;

/** What an explanation stands in: it is text, with links to lessons and nothing else. */
record PlainSurroundings(String lang) implements Surroundings {
  /** The same example addresses as in the lessons. */
  private static final Map<InetAddress, AddressKind> EXAMPLES =
      Map.of(IpAddresses.parse("192.168.0.10").orElseThrow(), AddressKind.THIS_COMPUTER);

  @Override
  public Map<InetAddress, AddressKind> examples() {
    return EXAMPLES;
  }

  @Override
  public String id(Heading heading) {
    return "";
  }

  @Override
  public String link(String target) {
    return target.matches("[a-z0-9-]+(#.*)?") ? Urls.lesson(lang, target) : target;
  }

  @Override
  public Picture picture(String target) {
    return new Picture(target, 0, 0);
  }

  @Override
  public Wrapper wrapper(Directive directive) {
    return new Wrapper("", "");
  }
}
