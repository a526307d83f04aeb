package portside.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import portside.process.Executables;

/**
 * A real browser for the tests: the system's Chromium or Chrome, else Playwright's own download,
 * else (Debian, as root) the package. Where nothing works the test fails with what to install.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
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

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts a browser on this computer. */
  public static Chromium start() {
    return start(executable().orElse(null));
  }

  /**
   * Starts a browser through a program of the caller's choice, such as a script that enters a
   * namespace first.
   *
   * @param executable the program, or null for Playwright's own browser
   */
  public static Chromium start(@org.jspecify.annotations.Nullable Path executable) {
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
      return new Chromium(playwright, playwright.chromium().launch(options));
    } catch (PlaywrightException e) {
      playwright.close();
      throw new AssertionError(
          "The tests need a browser and found none that starts. Install Chromium or Chrome"
              + " (Debian: apt-get install chromium).",
          e);
    }
  }

  /** The browser, for contexts and pages. */
  public Browser browser() {
    return browser;
  }

  /** The browser's program, where the system has one or can be given one. */
  public static synchronized Optional<Path> executable() {
    Optional<Path> found = find();
    if (found.isEmpty() && isDebianRoot()) {
      install();
      found = find();
    }
    return found;
  }

  private static Optional<Path> find() {
    return Stream.concat(
            NAMES.stream().flatMap(name -> Executables.find(name).stream()),
            ELSEWHERE.stream().map(Path::of).filter(Files::isExecutable))
        .findFirst();
  }

  private static boolean isDebianRoot() {
    return Files.exists(Path.of("/etc/debian_version"))
        && "root".equals(System.getProperty("user.name"));
  }

  private static void install() {
    try {
      System.err.println("Installing Chromium for the tests (Debian package)…");
      for (List<String> line :
          List.of(
              List.of("apt-get", "update", "-qq"),
              List.of("apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"))) {
        ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        builder.start().waitFor();
      }
    } catch (IOException e) {
      throw new AssertionError("apt-get cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
