package portside.page;

import io.nayuki.qrcodegen.QrCode;

/**
 * A link as a QR code (ISO/IEC 18004) for the camera of a phone, as a drawing inside the page. It
 * brings its own white ground, because readers need dark on light with a margin of four modules,
 * also on a dark page; and it has no style attribute, which the site's policy forbids.
 */
public final class QrSvg {
  private static final int MARGIN = 4;

  private QrSvg() {}

  /**
   * The SVG element.
   *
   * @param url what the code says, at most a few hundred characters
   * @param label what a screen reader says of it
   * @param pixels its width and height
   */
  public static String of(String url, String label, int pixels) {
    QrCode code = QrCode.encodeText(url, QrCode.Ecc.MEDIUM);
    int size = code.size + 2 * MARGIN;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + MARGIN).append(' ').append(y + MARGIN).append("h1v1h-1z");
        }
      }
    }
    return ("<svg class=\"qr\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " height=\"%d\" shape-rendering=\"crispEdges\">"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>"
            + "<path fill=\"#000\" d=\"%s\"/></svg>")
        .formatted(Html.escape(label), size, size, pixels, pixels, path);
  }
}
