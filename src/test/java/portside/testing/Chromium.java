package portside.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.process.Executables;

/**
 * A real browser for the tests: the system's Chromium or Chrome, else Playwright's own download,
 * else (Debian, as root) the package. Where nothing works the test fails with what to install.
 *
 * <p>It is started once for all tests of this Java, and ends with it. There it is the headless
 * shell where there is one, as with Playwright's own download: the same engine, without the windows
 * that nobody sees, in half the time. A {@link Devices device} has the whole browser.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> SHELL = List.of("chromium-headless-shell");
  private static final List<String> WHOLE =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final List<String> ELSEWHERE =
      List.of(
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium",
          "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
          "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");

  /** The browser looks up nothing and calls nobody by itself. */
  private static final List<String> QUIET =
      List.of(
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-gpu");

  private static @Nullable Chromium shared;

  private final Playwright playwright;
  private final Browser browser;
  private final boolean own;

  private Chromium(Playwright playwright, Browser browser, boolean own) {
    this.playwright = playwright;
    this.browser = browser;
    this.own = own;
  }

  /** The browser of this computer. */
  public static synchronized Chromium start() {
    if (shared == null) {
      Path program = installed(SHELL).or(Chromium::executable).orElse(null);
      Chromium started = launch(program, false);
      Runtime.getRuntime().addShutdownHook(new Thread(started::endOrKill));
      shared = started;
    }
    return shared;
  }

  /**
   * Starts a browser through a program of the caller's choice, such as a script that enters a
   * namespace first.
   */
  public static Chromium start(Path executable) {
    return launch(executable, true);
  }

  /**
   * @param executable the program, or null for Playwright's own browser
   */
  private static Chromium launch(@Nullable Path executable, boolean own) {
    PlaywrightAssertions.setDefaultAssertionTimeout(Patience.LIMIT.toMillis());
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    executable == null
                        ? Map.of()
                        : Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      LaunchOptions options = new LaunchOptions().setHeadless(true).setArgs(QUIET);
      if (executable != null) {
        options.setExecutablePath(executable);
      }
      return new Chromium(playwright, playwright.chromium().launch(options), own);
    } catch (PlaywrightException e) {
      playwright.close();
      throw new AssertionError(
          "The tests need a browser and found none that starts. Install Chromium or Chrome"
              + " (Debian: apt-get install chromium).",
          e);
    }
  }

  /** A reader's window, with cookies of its own, that waits as long as {@link Patience} does. */
  public BrowserContext context(NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(Patience.LIMIT.toMillis());
    return context;
  }

  /** A window of which nothing is asked. */
  public BrowserContext context() {
    return context(new NewContextOptions());
  }

  /** The program of the whole browser, where the system has one or can be given one. */
  public static synchronized Optional<Path> executable() {
    return installed(WHOLE)
        .or(() -> ELSEWHERE.stream().map(Path::of).filter(Files::isExecutable).findFirst());
  }

  private static Optional<Path> find(List<String> names) {
    return names.stream().flatMap(name -> Executables.find(name).stream()).findFirst();
  }

  /**
   * The first of the programs, if need be as a Debian package that root installs now. Where one is
   * just being installed, its program is there before its fonts are.
   */
  private static Optional<Path> installed(List<String> names) {
    if (!SetUp.canInstall()) {
      return find(names);
    }
    return SetUp.alone(
        "apt",
        () -> {
          if (find(names).isEmpty()) { // another run may have installed it meanwhile
            SetUp.install(names.get(0), "fonts-noto-cjk");
          }
          return find(names);
        });
  }

  /** Ends a browser of the caller's own; the shared one goes on for the next test. */
  @Override
  public void close() {
    if (own) {
      end();
    }
  }

  /** Maven waits for whoever holds the output of its tests: a browser that hangs is killed. */
  private void endOrKill() {
    Thread closing = new Thread(this::end);
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closing.isAlive()) {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void end() {
    browser.close();
    playwright.close();
  }
}
