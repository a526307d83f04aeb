package portside.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Answers that a browser need not fetch twice: it asks whether its copy is still the same. */
public final class ETag {
  private ETag() {}

  /**
   * Answers with bytes, or with 304 to whoever has the same ones (RFC 9110 §13.1.2).
   *
   * @param bytes what is answered
   * @param type its media type
   */
  public static void answer(Context ctx, byte[] bytes, String type) {
    String tag = "\"" + hash(bytes) + "\"";
    ctx.header("Cache-Control", "no-cache").header("ETag", tag);
    String known = ctx.header("If-None-Match");
    List<String> tags =
        known == null ? List.of() : Stream.of(known.split(",")).map(String::strip).toList();
    if (tags.contains(tag) || tags.contains("W/" + tag) || tags.contains("*")) {
      ctx.status(HttpStatus.NOT_MODIFIED);
    } else {
      ctx.contentType(type).result(bytes);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
