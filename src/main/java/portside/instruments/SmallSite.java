package portside.instruments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import portside.net.DemoServer.Request;
import portside.net.DemoServer.Response;
import portside.page.Html;
import portside.page.Languages;
import portside.page.Words;

/**
 * What the small sites have in common that experiments open for the reader's browser: pages and
 * files that stand beside the experiment's class, and what the browser tells them.
 */
public final class SmallSite {
  /** Where a small site has the one style sheet of them all. */
  public static final String STYLE = "/small.css";

  private static final String ORIGINAL_LANGUAGE = "ko";

  private SmallSite() {}

  /**
   * A page.
   *
   * @param beside the class that the file stands beside
   * @param file its name; {@code {slot}} in it is replaced by the escaped text of that name
   * @param slots the texts
   */
  public static Response page(Class<?> beside, String file, Map<String, String> slots) {
    String html = text(beside, file);
    for (Map.Entry<String, String> slot : slots.entrySet()) {
      html = html.replace("{" + slot.getKey() + "}", Html.escape(slot.getValue()));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/html; charset=utf-8");
    headers.put("Cache-Control", "no-store");
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'");
    return new Response(200, headers, html);
  }

  /**
   * A file of another kind.
   *
   * @param beside the class that the file stands beside
   * @param type its media type
   */
  public static Response file(Class<?> beside, String type, String name) {
    return new Response(200, Map.of("Content-Type", type), text(beside, name));
  }

  /** The style sheet that all of them share. */
  public static Response style() {
    return file(SmallSite.class, "text/css; charset=utf-8", "small.css");
  }

  /** The reader's words by Accept-Language, as far as the experiment has them in that language. */
  public static Words words(Request request, String experiment) {
    return Words.of("experiments/" + experiment, language(request, experiment));
  }

  /** The reader's language by Accept-Language, as far as the experiment has words in it. */
  public static String language(Request request, String experiment) {
    return Languages.accepted(
            request.header("Accept-Language").orElse(null),
            lang -> lang.matches("[a-z]{2,3}") && Words.exist("experiments/" + experiment, lang))
        .orElse(ORIGINAL_LANGUAGE);
  }

  /**
   * Whether a browser opens the first page by the bare address, as somebody does who types what the
   * card shows: without the run's nonce, and for a page.
   */
  public static boolean isTyped(Request request) {
    return request.method().equals("GET")
        && request.path().equals("/")
        && request.query().isEmpty()
        && request.header("Accept").filter(types -> types.startsWith("text/html")).isPresent();
  }

  /** The fields of a form (application/x-www-form-urlencoded), the last of each name. */
  public static Map<String, String> fields(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : form.split("&")) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException brokenEscape) {
      return text;
    }
  }

  private static String text(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
