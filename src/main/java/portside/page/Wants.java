package portside.page;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.jspecify.annotations.Nullable;

/** In which form a caller wants an answer. */
public final class Wants {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html";

  private Wants() {}

  /** Whether it is a fragment of a page, asked for by htmx. */
  public static boolean fragment(Context ctx) {
    return "true".equals(ctx.header("HX-Request"));
  }

  /** Whether it is JSON: asked for by Accept, or said by the form of the request. */
  public static boolean json(Context ctx) {
    String wanted = wanted(ctx.header("Accept"));
    return wanted.equals(JSON) || wanted.isEmpty() && ctx.isJson();
  }

  /**
   * Whether it is JSON.
   *
   * @param accept the Accept header, or null
   */
  static boolean json(@Nullable String accept) {
    return wanted(accept).equals(JSON);
  }

  /** Whether it is a page: a browser says so. */
  public static boolean html(Context ctx) {
    return wanted(ctx.header("Accept")).equals(HTML);
  }

  /** Whichever of the two the caller likes better (RFC 9110 §12.5.1), or nothing. */
  private static String wanted(@Nullable String accept) {
    if (accept == null) {
      return "";
    }
    return byQuality(accept).stream()
        .map(type -> type.replaceFirst("\\s*;.*", "").toLowerCase(Locale.ROOT))
        .filter(Set.of(JSON, HTML)::contains)
        .findFirst()
        .orElse("");
  }

  /**
   * Whether answers to the caller may be compressed with gzip (RFC 9110 §12.5.3).
   *
   * @param acceptEncoding the Accept-Encoding header, or null
   */
  static boolean gzip(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    // What browsers send, without taking it apart; a quality of 0 forbids it.
    return acceptEncoding.startsWith("gzip,")
        || acceptEncoding.equals("gzip")
        || byQuality(acceptEncoding).stream().anyMatch("gzip"::equalsIgnoreCase);
  }

  /** The values of a header, the best first, without those that are refused. */
  private static List<String> byQuality(String header) {
    try {
      QuotedQualityCSV values = new QuotedQualityCSV();
      values.addValue(header);
      return values.getValues();
    } catch (IllegalArgumentException | HttpException.RuntimeException malformed) {
      return List.of(); // as if it had not been sent (RFC 9110 §12.4.1)
    }
  }

  /** Whether the request carries a form. */
  public static boolean form(Context ctx) {
    return ctx.isFormUrlencoded();
  }

  /** Whether the caller does not want to wait for the end (RFC 7240 §4.1). */
  public static boolean async(Context ctx) {
    String prefer = ctx.header("Prefer");
    return prefer != null && prefer.contains("respond-async");
  }
}
