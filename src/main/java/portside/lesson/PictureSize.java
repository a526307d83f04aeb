package portside.lesson;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.lesson.markdown.Surroundings.Picture;

/** Reads the size of a lesson's picture from its file. */
final class PictureSize {
  private static final Pattern ROOT = Pattern.compile("<svg\\b[^>]*>");
  private static final Pattern BOX = Pattern.compile("viewBox=\"0 0 (\\d{1,5}) (\\d{1,5})\"");

  /** PNG (third edition) §5.2 and §11.2.1: the signature, a length and IHDR, then the size. */
  private static final int PNG_WIDTH_AT = 16;

  private PictureSize() {}

  /** The picture with its size, where its file tells one. */
  static Picture of(Path folder, String file, String url) {
    if (!TextCheck.isFile(folder, file)) {
      return new Picture(url, 0, 0); // reported by the check
    }
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(file));
      if (file.endsWith(".png") && bytes.length >= PNG_WIDTH_AT + 2 * Integer.BYTES) {
        ByteBuffer header = ByteBuffer.wrap(bytes, PNG_WIDTH_AT, 2 * Integer.BYTES);
        return new Picture(url, header.getInt(), header.getInt());
      }
      Matcher root = ROOT.matcher(new String(bytes, StandardCharsets.UTF_8));
      Matcher box = BOX.matcher(root.find() ? root.group() : "");
      return box.find()
          ? new Picture(url, Integer.parseInt(box.group(1)), Integer.parseInt(box.group(2)))
          : new Picture(url, 0, 0);
    } catch (IOException e) {
      return new Picture(url, 0, 0);
    }
  }
}
