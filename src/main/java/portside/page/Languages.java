package portside.page;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which language a reader gets.
 *
 * @param all every language of the course, the original first
 * @param preferred the language where the reader does not say, or null for the original
 */
public record Languages(List<String> all, @Nullable String preferred) {
  private static final int YEAR_SECONDS = 31_536_000;

  /** The reader's language: remembered, else by Accept-Language (RFC 9110 §12.5.4). */
  public String of(Context ctx) {
    String remembered = ctx.cookie(cookieName(ctx));
    if (remembered != null && all.contains(remembered)) {
      return remembered;
    }
    return accepted(ctx.header("Accept-Language"));
  }

  private String accepted(@Nullable String header) {
    String otherwise = preferred != null ? preferred : all.get(0);
    if (header == null || header.length() > 500) {
      return otherwise;
    }
    try {
      Locale best =
          Locale.lookup(
              Locale.LanguageRange.parse(header),
              all.stream().map(Locale::forLanguageTag).toList());
      return best == null ? otherwise : best.getLanguage();
    } catch (IllegalArgumentException e) {
      return otherwise;
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
