package portside.page;

import java.net.InetAddress;
import portside.net.AddressKind;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/**
 * The address token: an address looks the same wherever it stands, in text, tables and evidence.
 * The kind's symbol and colour are drawn by the style sheet from the class; a title names the kind.
 */
public final class AddressToken {
  private AddressToken() {}

  /**
   * The HTML of an address.
   *
   * @param text what is shown, such as {@code 127.0.0.1:8080} or {@code localhost}; it is escaped
   * @param kind whose address it is
   * @param lang the language of the title, such as {@code ko}
   */
  public static String html(String text, AddressKind kind, String lang) {
    return "<code class=\"addr addr-%s\" title=\"%s\">%s</code>"
        .formatted(kind.key(), Html.escape(title(kind, lang)), Html.escape(text));
  }

  /** The same without a title, where the page says the kind by other means. */
  public static String html(String text, AddressKind kind) {
    return "<code class=\"addr addr-%s\">%s</code>".formatted(kind.key(), Html.escape(text));
  }

  /** An address that was measured, of the kind that it has on this computer. */
  public static String html(InetAddress address, ThisComputer here) {
    return html(IpAddresses.text(address), here.kindOf(address));
  }

  /** The name of a kind, for titles and legends. */
  public static String title(AddressKind kind, String lang) {
    return Words.of("page", Words.exist("page", lang) ? lang : "en").get("address." + kind.key());
  }
}
