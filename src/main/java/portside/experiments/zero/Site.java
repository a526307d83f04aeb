package portside.experiments.zero;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.net.DemoServer.Request;
import portside.net.DemoServer.Response;
import portside.page.Words;

/**
 * What the little server answers. To curl a greeting, to a browser a page that says what the
 * address bar says and tells it to its own server. It knows a browser by the run's nonce: a request
 * for an icon, or of some other page, is no arrival.
 */
final class Site {
  private static final String GREETING = "Hello, World!\n";
  private static final String ORIGINAL_LANGUAGE = "ko";
  private static final int LONGEST_HEADER = 500;

  private final boolean redirects;
  private final @Nullable String nonce;

  /** What a request is to the experiment. */
  enum Visit {
    /** It opens the page. */
    PAGE,
    /** The page tells what its address bar says. */
    SEEN,
    /** Anything else. */
    OTHER
  }

  /**
   * @param redirects whether it sends visitors of 0.0.0.0 on to 127.0.0.1
   * @param nonce what a visitor must know to count; null where anyone counts
   */
  Site(boolean redirects, @Nullable String nonce) {
    this.redirects = redirects;
    this.nonce = nonce;
  }

  Visit visit(Request request) {
    boolean get = request.method().equals("GET");
    if (get && request.path().equals("/")) {
      return nonce == null || nonce.equals(fields(request.query()).get("nonce"))
          ? Visit.PAGE
          : Visit.OTHER;
    }
    boolean seen = request.method().equals("POST") && request.path().equals("/seen");
    return seen && nonce != null && nonce.equals(fields(request.body()).get("nonce"))
        ? Visit.SEEN
        : Visit.OTHER;
  }

  Response answer(Request request) {
    return switch (visit(request)) {
      case PAGE -> redirects && !askedForLoopback(request) ? redirect(request) : page(request);
      case SEEN -> Response.text(200, "ok\n");
      case OTHER ->
          switch (request.path()) {
            case "/seen.js" -> file("text/javascript; charset=utf-8", "seen.js");
            case "/seen.css" -> file("text/css; charset=utf-8", "seen.css");
            default -> Response.text(404, "Not Found\n");
          };
    };
  }

  private static boolean askedForLoopback(Request request) {
    return request.header("Host").orElse("").startsWith("127.0.0.1:");
  }

  private static Response redirect(Request request) {
    String there = "http://127.0.0.1:" + request.server().getPort() + request.target();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Location", there);
    headers.put("Cache-Control", "no-store");
    return new Response(307, headers, "");
  }

  private Response page(Request request) {
    if (nonce == null) {
      return Response.text(200, GREETING);
    }
    String lang = language(request.header("Accept-Language").orElse(""));
    Words words = Words.of("experiments/zero", lang);
    // Without a script, the page shows what the browser asked for.
    String html =
        text("seen.html")
            .replace("{lang}", lang)
            .replace("{title}", escape(words.get("page.title")))
            .replace("{says}", escape(words.get("page.says")))
            .replace("{secure}", escape(words.get("page.secure")))
            .replace("{insecure}", escape(words.get("page.insecure")))
            .replace("{back}", escape(words.get("page.back")))
            .replace("{host}", escape(request.header("Host").orElse("?")));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/html; charset=utf-8");
    headers.put("Cache-Control", "no-store");
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'");
    return new Response(200, headers, html);
  }

  /** The reader's language by Accept-Language, as far as this experiment has words in it. */
  private static String language(String header) {
    if (header.isEmpty() || header.length() > LONGEST_HEADER) {
      return ORIGINAL_LANGUAGE;
    }
    try {
      for (Locale.LanguageRange range : Locale.LanguageRange.parse(header)) {
        String lang = range.getRange().split("-")[0];
        if (lang.matches("[a-z]{2,3}") && Words.exist("experiments/zero", lang)) {
          return lang;
        }
      }
    } catch (IllegalArgumentException notALanguage) {
      // then it is as if nothing had been said
    }
    return ORIGINAL_LANGUAGE;
  }

  /** The fields of a form (application/x-www-form-urlencoded), the last of each name. */
  static Map<String, String> fields(String form) {
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

  private static Response file(String type, String name) {
    return new Response(200, Map.of("Content-Type", type), text(name));
  }

  private static String text(String name) {
    try (InputStream in = Site.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escape(String text) {
    String safe = text;
    for (List<String> pair :
        List.of(
            List.of("&", "&amp;"),
            List.of("<", "&lt;"),
            List.of(">", "&gt;"),
            List.of("\"", "&quot;"))) {
      safe = safe.replace(pair.get(0), pair.get(1));
    }
    return safe;
  }
}
