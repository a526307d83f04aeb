package portside.lesson.packed;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import portside.experiments.Register;
import portside.lesson.Course;
import portside.lesson.Lesson;

/**
 * A course as its pages need it: what came of reading its texts, so that nobody has to read them
 * again, which takes a second, before the first page can be shown. The build packs it beside the
 * texts; a course in a folder is read and checked whenever the site starts.
 */
public final class PackedCourse {
  /** Beside {@code order.txt}. */
  public static final String FILE = "course.packed";

  private PackedCourse() {}

  /**
   * The course as it was packed.
   *
   * @param content its folder
   * @param register the experiments of its cards
   * @return empty for a course in a folder of the disk: somebody may be writing it
   */
  public static Optional<Course> in(Path content, Register register) {
    if (content.getFileSystem() == FileSystems.getDefault()) {
      return Optional.empty();
    }
    try {
      return Optional.of(unpack(Files.readAllBytes(content.resolve(FILE)), content, register));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A course as bytes. */
  public static byte[] pack(Course course) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Packing whole = new Packing(new DataOutputStream(bytes));
      whole.list(course.languages(), whole::text);
      for (String lang : course.languages()) {
        whole.part(pages -> pages.list(course.pages(lang), pages::lesson));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The course that became these bytes. Each language is unpacked when it is first asked for, and
   * the text of each page likewise.
   */
  static Course unpack(byte[] packed, Path content, Register register) throws IOException {
    Unpacking whole = Unpacking.of(packed, content, register);
    List<String> languages = whole.list(whole::text);
    Map<String, Supplier<List<Lesson>>> byLanguage = new LinkedHashMap<>();
    for (String lang : languages) {
      byLanguage.put(lang, whole.part(pages -> pages.list(pages::lesson)));
    }
    return new Course(languages, byLanguage);
  }
}
