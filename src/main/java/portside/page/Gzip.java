package portside.page;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compressing once what is sent often. */
final class Gzip {
  private Gzip() {}

  static byte[] compress(byte[] bytes) {
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

  /** Answers with the compressed bytes where the browser takes them. */
  static void answer(Context ctx, byte[] plain, byte[] gzip) {
    String accepted = ctx.header("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip") && gzip.length < plain.length) {
      ctx.header("Content-Encoding", "gzip");
      ctx.result(gzip);
    } else {
      ctx.result(plain);
    }
  }
}
