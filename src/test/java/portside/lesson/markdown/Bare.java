package portside.lesson.markdown;

import com.vladsch.flexmark.ast.Heading;
import java.net.InetAddress;
import java.util.Map;
import portside.net.AddressKind;

/** A text that stands in nothing. */
final class Bare implements Surroundings {
  @Override
  public String lang() {
    return "en";
  }

  @Override
  public Map<InetAddress, AddressKind> examples() {
    return Map.of();
  }

  @Override
  public String id(Heading heading) {
    return "id";
  }

  @Override
  public String link(String target) {
    return target;
  }

  @Override
  public Picture picture(String target) {
    return new Picture(target, 0, 0);
  }

  @Override
  public Wrapper wrapper(Directive directive) {
    return new Wrapper("<aside>", "</aside>");
  }
}
