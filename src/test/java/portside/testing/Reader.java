package portside.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the site with a browser profile of their own, whose every page is watched for what it
 * complains about.
 */
public final class Reader implements AutoCloseable {
  private static final WaitForOptions ATTACHED =
      new WaitForOptions().setState(WaitForSelectorState.ATTACHED);

  private final TestSite site;
  private final BrowserContext context;
  private final Page page;
  private final boolean scripts;
  private final List<String> complaints;
  private @Nullable List<String> foreign;

  private Reader(Chromium chromium, TestSite site, NewContextOptions options) {
    this.site = site;
    this.scripts = !Boolean.FALSE.equals(options.javaScriptEnabled);
    this.context = chromium.context(options);
    this.complaints = complaints(context);
    this.page = context.newPage();
  }

  /**
   * Watches every page of a browser profile.
   *
   * @return console errors and warnings, uncaught exceptions and failed requests; it grows
   */
  public static List<String> complaints(BrowserContext context) {
    List<String> complaints = new CopyOnWriteArrayList<>();
    context.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.type() + ": " + message.text() + " " + message.location());
          }
        });
    context.onWebError(error -> complaints.add("uncaught: " + error.error()));
    context.onRequestFailed(
        request -> {
          // Whoever leaves a page aborts what it still loads, such as the icon; and a browser
          // without
          // scripts loads none ahead. What the page's own policy forbids is an error in the
          // console.
          if (!List.of("net::ERR_ABORTED", "csp").contains(request.failure())) {
            complaints.add("failed: " + request.url() + " " + request.failure());
          }
        });
    return complaints;
  }

  /** A reader who may only read, predict and watch. */
  public static Reader guest(Chromium chromium, TestSite site, NewContextOptions options) {
    return new Reader(chromium, site, options);
  }

  /**
   * A reader who has opened the link with the key, so that experiments run. The page that it leads
   * to is not drawn: nobody looks at it.
   */
  public static Reader host(Chromium chromium, TestSite site, NewContextOptions options) {
    Reader reader = new Reader(chromium, site, options);
    RequestOptions asked = RequestOptions.create();
    if (options.locale != null) {
      asked.setHeader("Accept-Language", options.locale);
    }
    reader.context.request().get(site.hostLink(), asked);
    return reader;
  }

  /** The options of a browser window. */
  public static NewContextOptions window(int width, int height) {
    return new NewContextOptions().setViewportSize(width, height).setLocale("ko-KR");
  }

  /**
   * Types an address into a page that may just reload or move by itself: who is interrupted by that
   * types it again.
   */
  public static void type(Page page, String address) {
    Patience.until(
        () -> "the page moves by itself each time; it is at " + page.url(),
        () -> {
          try {
            page.navigate(address);
            return true;
          } catch (PlaywrightException e) {
            if (e.getMessage().contains("ERR_ABORTED") || e.getMessage().contains("interrupted")) {
              return false;
            }
            throw e;
          }
        });
  }

  /** Opens a page of the site, and returns its status when a lesson is laid out to its end. */
  public int open(String path) {
    Response response = page.navigate(site.origin() + path);
    if (scripts) {
      page.locator("html.whole, body:not(:has(.beat))").first().waitFor(ATTACHED);
    }
    return response == null ? 0 : response.status(); // null: only the fragment has changed
  }

  /** The first tab. */
  public Page page() {
    return page;
  }

  /** The profile, for further tabs. */
  public BrowserContext context() {
    return context;
  }

  /** Console errors and warnings, uncaught exceptions and failed requests, so far. */
  public List<String> complaints() {
    return complaints;
  }

  /**
   * The same reader, watched also for whom the pages call. Not every reader is: each request of
   * each page is told to the test, which is a tenth of what it takes to load one.
   */
  public Reader watchingCalls() {
    List<String> calls = new CopyOnWriteArrayList<>();
    context.onRequest(
        request -> {
          if (!request.url().startsWith(site.origin() + "/")
              && !request.url().startsWith("data:")) {
            calls.add(request.url());
          }
        });
    foreign = calls;
    return this;
  }

  /** Requests that went anywhere but to the site, so far, where that is watched. */
  public List<String> foreign() {
    return Objects.requireNonNull(foreign, "nobody watches");
  }

  /**
   * What a reader without a script does with a run that takes longer than a page waits for it:
   * looks again, until the page shows what is to come.
   *
   * @param place where the offer to look again stands
   */
  public static void lookAgainUntil(Locator place, BooleanSupplier shown) {
    Patience.until(
        place::innerText,
        () -> {
          place.page().waitForLoadState(); // a page that is still coming lacks what is to come
          boolean now = shown.getAsBoolean();
          if (!now && place.locator(".again").count() > 0) {
            place.locator(".again").first().click();
          }
          return now;
        });
  }

  /**
   * Runs a card until it shows something: beside a neighbour's traffic <i>path</i> may be too busy
   * to tell, and is measured again.
   */
  public static void runUntil(Locator card, String shown) {
    Patience.until(
        card::innerText,
        () -> {
          card.locator("button.run").click();
          assertThat(card.locator("[data-outcome]")).hasCount(1);
          return card.locator(shown).count() == 1;
        });
  }

  @Override
  public void close() {
    context.close();
  }
}
