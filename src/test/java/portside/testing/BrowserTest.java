package portside.testing;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** A test class with the site and a real browser of its own, and a reader for each test. */
@Tag("browser")
public abstract class BrowserTest {
  protected static TestSite site;
  protected static Chromium chromium;

  protected Reader reader;
  protected Page page;

  @BeforeAll
  static void start(TestSite itsSite, Chromium itsBrowser) {
    site = itsSite;
    chromium = itsBrowser;
  }

  /** Lets that reader in, who leaves after the test. */
  protected final void come(Reader who) {
    reader = who;
    page = who.page();
  }

  @AfterEach
  void leave() {
    if (reader != null) { // a test may do without
      reader.close();
      reader = null;
    }
  }
}
