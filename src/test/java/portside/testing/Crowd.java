package portside.testing;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guests of a class without a browser: they join, and tell what they found, over HTTP. */
public final class Crowd {
  private static final Pattern ROUND = Pattern.compile("data-round=\"([0-9]+)\"");

  private final TestSite site;
  private final List<String> cookies = new ArrayList<>();

  /**
   * @param site whose class they take part in; it asks for no code
   */
  public Crowd(TestSite site) {
    this.site = site;
  }

  /** So many more join. */
  public void join(int count) {
    for (int i = 0; i < count; i++) {
      HttpResponse<String> joined = site.send(form("/join", "name=", null));
      cookies.add(
          joined.headers().allValues("Set-Cookie").stream()
              .filter(cookie -> cookie.contains("-person="))
              .map(cookie -> cookie.split(";")[0])
              .findFirst()
              .orElseThrow(() -> new AssertionError(joined.statusCode() + joined.body())));
    }
  }

  private HttpRequest.Builder form(String path, String body, String cookie) {
    HttpRequest.Builder request =
        site.request(path)
            .header("Origin", site.origin())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    return cookie == null ? request : request.header("Cookie", cookie);
  }

  /**
   * All of them look at what is theirs, as a page without a script does now and then: whoever asks
   * for nothing for half a minute counts as gone.
   */
  public void look() {
    cookies.parallelStream()
        .forEach(cookie -> site.send(site.request("/join/mine").header("Cookie", cookie)));
  }

  /** The number of the round in which the devices are asked now. */
  public String round() {
    String part =
        site.send(
                site.request("/join/flip")
                    .header("HX-Request", "true")
                    .header("Cookie", cookies.get(0)))
            .body();
    Matcher round = ROUND.matcher(part);
    if (!round.find()) {
      throw new AssertionError(part);
    }
    return round.group(1);
  }

  /**
   * One of them tells what its browser found.
   *
   * @param index 0 for the first
   * @return the answer
   */
  public HttpResponse<String> tell(int index, String round, String result, int millis) {
    return site.send(
        form(
                "/join/flip",
                "round=" + round + "&result=" + result + "&ms=" + millis,
                cookies.get(index))
            .header("HX-Request", "true"));
  }

  /** Does as the host what is done with a form. */
  public static HttpResponse<String> host(TestSite site, String path, Map<String, String> fields) {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) -> body.append(name).append('=').append(value).append('&'));
    return site.send(
        site.request(path)
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString())));
  }
}
