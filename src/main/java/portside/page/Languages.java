package portside.page;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which language a reader gets.
 *
 * @param all every language of the course, the original first
 * @param preferred the language where the reader does not say, or null for the original
 */
public record Languages(List<String> all, @Nullable String preferred) {
  private static final int YEAR_SECONDS = 31_536_000;
  private static final int LONGEST_HEADER = 500;

  /**
   * The reader's language: that of the page that asks or is asked for, else the one remembered,
   * else by Accept-Language (RFC 9110 §12.5.4). Two tabs may show two languages, so that what is
   * remembered is not always what the reader has before them.
   */
  public String of(Context ctx) {
    return Stream.of(
            Optional.ofNullable(ctx.queryParam("_lang")),
            first(ctx.path()),
            Optional.ofNullable(ctx.header("HX-Current-URL")).flatMap(Languages::firstOfUrl),
            Optional.ofNullable(ctx.cookie(cookieName(ctx))))
        .flatMap(Optional::stream)
        .filter(all::contains)
        .findFirst()
        .or(() -> accepted(ctx.header("Accept-Language"), all::contains))
        .orElse(preferred != null ? preferred : all.get(0));
  }

  private static Optional<String> firstOfUrl(String url) {
    return first(url.replaceFirst("^https?://[^/?#]*", ""));
  }

  /** The first step of a path, which is the language of a page of the course. */
  private static Optional<String> first(String path) {
    String[] steps = path.split("[/?#]", 3);
    return steps.length > 1 && steps[0].isEmpty() ? Optional.of(steps[1]) : Optional.empty();
  }

  /**
   * The language that a browser prefers among those that there are.
   *
   * @param header Accept-Language (RFC 9110 §12.5.4), or null
   * @param has whether there is a language of that code
   */
  public static Optional<String> accepted(@Nullable String header, Predicate<String> has) {
    if (header == null || header.isEmpty() || header.length() > LONGEST_HEADER) {
      return Optional.empty();
    }
    try {
      return Locale.LanguageRange.parse(header).stream()
          .map(range -> range.getRange().split("-")[0])
          .filter(has)
          .findFirst();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Remembers the language that a reader has opened. */
  public void remember(Context ctx, String lang) {
    if (!lang.equals(ctx.cookie(cookieName(ctx)))) {
      ctx.cookie(cookieName(ctx), lang, YEAR_SECONDS);
    }
  }

  /** Cookies ignore ports (RFC 6265 §8.5), so that two Portsides need two names. */
  private static String cookieName(Context ctx) {
    return "portside-lang-" + ctx.req().getLocalPort();
  }
}
