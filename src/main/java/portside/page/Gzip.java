package portside.page;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compressing once what is sent often. */
public final class Gzip {
  private Gzip() {}

  public static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Answers with the compressed bytes where the browser takes them, and tells whoever keeps the
   * answer that it depends on that (RFC 9110 §12.5.5).
   */
  public static void answer(Context ctx, byte[] plain, byte[] gzip) {
    String vary = ctx.res().getHeader("Vary");
    ctx.header("Vary", vary == null ? "Accept-Encoding" : "Accept-Encoding, " + vary);
    if (gzip.length < plain.length && Wants.gzip(ctx.header("Accept-Encoding"))) {
      ctx.header("Content-Encoding", "gzip");
      Ready.answer(ctx, gzip);
    } else {
      Ready.answer(ctx, plain);
    }
  }
}
