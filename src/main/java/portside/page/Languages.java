package portside.page;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/_.-]+");

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
        .orElseGet(() -> of(ctx.header("Accept-Language")));
  }

  /**
   * The language of a reader of whom nothing else is known.
   *
   * @param header Accept-Language, or null
   */
  String of(@Nullable String header) {
    return accepted(header, all::contains).orElse(preferred != null ? preferred : all.get(0));
  }

  private static Optional<String> firstOfUrl(String url) {
    return first(url.replaceFirst("^https?://[^/?#]*", ""));
  }

  /** The first step of a path, which is the language of a page of the course. */
  private static Optional<String> first(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    int end = 1;
    while (end < path.length() && "/?#".indexOf(path.charAt(end)) < 0) {
      end++;
    }
    return Optional.of(path.substring(1, end));
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

  /**
   * A reader has opened a page whose path begins with {@code {lang}}.
   *
   * @return that language
   * @throws NotFoundResponse if the course has none of that name
   */
  public String opened(Context ctx) {
    String lang = ctx.pathParam("lang");
    if (!all.contains(lang)) {
      throw new NotFoundResponse();
    }
    opened(ctx, lang);
    return lang;
  }

  /**
   * A reader has opened a page in a language: it is remembered, and the answer says where the same
   * page is in each language. It says so with a header, because an address of a page in another
   * language has to be a whole one (as Lighthouse asks), and a page is made once for all the names
   * that this computer is called by (RFC 8288 §3.4.1).
   */
  public void opened(Context ctx, String lang) {
    if (!lang.equals(ctx.cookie(cookieName(ctx)))) {
      // The servlet's own way takes a tenth of what a page costs that is made already.
      ctx.res()
          .addHeader(
              "Set-Cookie", cookieName(ctx) + "=" + lang + "; Path=/; Max-Age=" + YEAR_SECONDS);
    }
    if (PLAIN.matcher(ctx.path()).matches()) {
      String here = "<http://" + ctx.header("Host");
      StringJoiner links = new StringJoiner(", ");
      for (String other : all) {
        links.add(here + in(other, ctx.path()) + ">; rel=\"alternate\"; hreflang=\"" + other + '"');
      }
      ctx.header("Link", links.toString());
    }
  }

  private String in(String other, String path) {
    return first(path)
        .filter(all::contains)
        .map(lang -> "/" + other + path.substring(1 + lang.length()))
        .orElse(path + "?_lang=" + other);
  }

  /** Cookies ignore ports (RFC 6265 §8.5), so that two Portsides need two names. */
  private static String cookieName(Context ctx) {
    return "portside-lang-" + ctx.req().getLocalPort();
  }
}
