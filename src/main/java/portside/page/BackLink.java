package portside.page;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page of the course that the presenter came from and goes back to: {@code ?back=PATH}. Only a
 * path of this site's course counts, so that no link leads anywhere else.
 */
public final class BackLink {
  private static final String NAME = "back";
  private static final Pattern COURSE = Pattern.compile("/[a-z]{2}/(?:[\\w-]+(?:/present)?)?");
  private static final Pattern IN_A_QUERY = Pattern.compile("[?&]" + NAME + "=([^&#]*)");

  private BackLink() {}

  /** Where the reader of the page that is asked for came from. */
  public static Optional<String> of(Context ctx) {
    return valid(ctx.queryParam(NAME));
  }

  /**
   * A page as it was when a form on it was sent, with its own way back.
   *
   * @param page its path
   */
  public static String kept(Context ctx, String page) {
    String from = Optional.ofNullable(ctx.header("Referer")).orElse("");
    Matcher back = IN_A_QUERY.matcher(from);
    return back.find() ? to(page, decoded(back.group(1))) : page;
  }

  /**
   * A link that knows the way back.
   *
   * @param page where it leads
   * @param from the path where it stands; one that is none of the course is left out
   */
  public static String to(String page, @Nullable String from) {
    return valid(from)
        .map(path -> page + "?" + NAME + "=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
        .orElse(page);
  }

  /** Whether it leads back to slides, and not to a page that is read. */
  public static boolean isSlides(String back) {
    return back.endsWith("/present");
  }

  private static Optional<String> valid(@Nullable String path) {
    return Optional.ofNullable(path).filter(each -> COURSE.matcher(each).matches());
  }

  private static @Nullable String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null; // what is no URL leads nowhere
    }
  }
}
