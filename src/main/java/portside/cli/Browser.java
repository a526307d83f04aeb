package portside.cli;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.lang.System.Logger.Level;
import java.net.URI;

/** Opens the reader's browser, where there is a desktop. */
final class Browser {
  private Browser() {}

  /** Opens a link, if this computer can; the link stands in the terminal anyway. */
  static void open(String link) {
    Thread thread =
        new Thread(
            () -> {
              try {
                if (!GraphicsEnvironment.isHeadless()
                    && Desktop.isDesktopSupported()
                    && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                  Desktop.getDesktop().browse(URI.create(link));
                }
              } catch (Exception | LinkageError e) {
                // A JRE without a desktop, or a desktop without a browser: nothing is lost.
                System.getLogger(Browser.class.getName()).log(Level.DEBUG, "no browser", e);
              }
            },
            "open-browser");
    thread.setDaemon(true);
    thread.start();
  }
}
