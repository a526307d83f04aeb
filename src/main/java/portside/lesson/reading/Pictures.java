package portside.lesson.reading;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.lesson.markdown.Surroundings.Picture;

/** The size of a lesson's pictures, so that the text does not jump when one has come. */
final class Pictures {
  private static final Pattern VIEW_BOX =
      Pattern.compile("<svg[^>]*\\sviewBox=\"0 0 ([0-9]{1,5}) ([0-9]{1,5})\"");

  /** Its first eight bytes (PNG specification, section 5.2). */
  private static final long PNG = 0x89504E470D0A1A0AL;

  private Pictures() {}

  /** The picture of a file; its size is 0 by 0 where the file does not say it. */
  static Picture of(Path file, String url) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      ByteBuffer png = ByteBuffer.wrap(bytes);
      if (bytes.length >= 24 && png.getLong(0) == PNG) {
        return new Picture(url, png.getInt(16), png.getInt(20)); // the same, section 11.2.1
      }
      Matcher svg = VIEW_BOX.matcher(new String(bytes, StandardCharsets.UTF_8));
      if (svg.find()) {
        return new Picture(url, Integer.parseInt(svg.group(1)), Integer.parseInt(svg.group(2)));
      }
    } catch (IOException missing) {
      // the check of the links says so
    }
    return new Picture(url, 0, 0);
  }
}
