package portside.lesson.reading;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portside.experiments.Register;
import portside.lesson.Course;
import portside.lesson.Lesson;

/** Reads the whole course and finds every problem at once. Bad content never throws. */
public final class CourseReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Folders of a course that are no lessons, and the pages of the site beside the lessons. */
  public static final Set<String> NO_LESSONS = Set.of("glossary", "clinic", "search", "found");

  private static final Pattern TEXT = Pattern.compile("([a-z]{2})\\.md");
  private static final long LARGEST = 2_000_000;

  private final Path root;
  private final Register register;
  private final List<Problem> found = new ArrayList<>();

  private CourseReader(Path root, Register register) {
    this.root = root;
    this.register = register;
  }

  /**
   * What was read.
   *
   * @param course all that could be read
   * @param problems what is wrong, sorted; empty for a course that may be shown
   */
  public record Reading(Course course, List<Problem> problems) {}

  /**
   * Reads a course.
   *
   * @param contentRoot the folder with {@code order.txt} and the lessons, on disk or inside a jar
   * @param register the experiments that lessons may use
   */
  public static Reading read(Path contentRoot, Register register) {
    return new CourseReader(contentRoot, register).read();
  }

  private Map<String, Map<String, Path>> files(List<String> order) {
    Map<String, Map<String, Path>> files = new LinkedHashMap<>();
    order.forEach(name -> files.put(name, texts(name)));
    return files;
  }

  /** The languages that any lesson has, the original first. */
  private static List<String> languages(Map<String, Map<String, Path>> files) {
    Set<String> found = new TreeSet<>();
    files.values().forEach(texts -> found.addAll(texts.keySet()));
    if (found.isEmpty() || found.remove(Course.ORIGINAL)) {
      return Stream.concat(Stream.of(Course.ORIGINAL), found.stream()).toList();
    }
    return List.copyOf(found); // a course in other languages, or in one alone
  }

  private Reading read() {
    List<String> order = order();
    Map<String, Map<String, Path>> files = files(order);
    List<String> languages = languages(files);

    Map<String, Map<String, LessonReader.Read>> read = new LinkedHashMap<>();
    for (String lang : languages) {
      Map<String, LessonReader.Read> lessons = new LinkedHashMap<>();
      for (int i = 0; i < order.size(); i++) {
        String name = order.get(i);
        Path file = files.get(name).get(lang);
        if (file == null) {
          problems(name + "/" + lang + ".md")
              .addLine(1, "the lesson has no text in " + lang, "add the file");
          continue;
        }
        lesson(file, name, lang, i + 1).ifPresent(lesson -> lessons.put(name, lesson));
      }
      read.put(lang, lessons);
    }
    compare(order, read);
    Map<String, Supplier<List<Lesson>>> byLanguage = new LinkedHashMap<>();
    read.forEach(
        (lang, lessons) -> {
          List<Lesson> all = lessons.values().stream().map(LessonReader.Read::lesson).toList();
          byLanguage.put(lang, () -> all);
        });
    return new Reading(
        new Course(languages, byLanguage), found.stream().distinct().sorted().toList());
  }

  private void compare(List<String> order, Map<String, Map<String, LessonReader.Read>> read) {
    String original = read.keySet().iterator().next();
    Map<String, LessonReader.Read> originals = read.getOrDefault(original, Map.of());
    read.forEach(
        (lang, lessons) -> {
          guidesLast(lessons, lang);
          LinkCheck links = new LinkCheck(order, lessons);
          lessons.forEach(
              (name, lesson) -> {
                Problems problems = problems(name + "/" + lang + ".md");
                links.check(lesson, problems);
                if (!lang.equals(original) && originals.containsKey(name)) {
                  new TranslationCheck(originals.get(name), lesson, problems).check();
                }
              });
        });
  }

  /** Lessons are counted, and guides are not. */
  private void guidesLast(Map<String, LessonReader.Read> read, String lang) {
    String before = null;
    for (Map.Entry<String, LessonReader.Read> page : read.entrySet()) {
      if (page.getValue().lesson().guide()) {
        before = page.getKey();
      } else if (before != null) {
        problems(before + "/" + lang + ".md")
            .addLine(1, "a guide stands before a lesson", "move its line to the end of order.txt");
        return;
      }
    }
  }

  /** The lessons of {@code order.txt} that have a folder. */
  private List<String> order() {
    Optional<String> text = text(root.resolve("order.txt"), "order.txt");
    Problems problems = problems("order.txt");
    List<String> order = new ArrayList<>();
    Set<String> folders = folders();
    List<String> lines = text.stream().flatMap(String::lines).map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      String name = lines.get(i);
      if (name.isEmpty()) {
        continue;
      }
      if (order.contains(name)) {
        problems.addLine(i + 1, "the lesson " + name + " stands here twice", "keep one line");
      } else if (!folders.contains(name)) {
        problems.addLine(
            i + 1,
            "there is no folder " + Problems.shown(name),
            Problems.meant(name, folders) + " or remove the line");
      } else {
        order.add(name);
      }
    }
    for (String folder : folders) {
      if (text.isPresent() && !lines.contains(folder)) {
        problems.addLine(
            Math.max(1, lines.size()),
            "the folder " + folder + " is not in the order",
            "add a line with its name");
      }
    }
    return order;
  }

  private Set<String> folders() {
    Set<String> folders = new TreeSet<>();
    for (Path path : list(root)) {
      String name = name(path);
      if (!Files.isDirectory(path) || name.startsWith(".") || NO_LESSONS.contains(name)) {
        continue;
      }
      if (NAME.matcher(name).matches()) {
        folders.add(name);
      } else {
        problems(name)
            .addLine(
                1,
                "the folder's name cannot stand in a URL",
                "use small letters, digits and hyphens, a letter first");
      }
    }
    return folders;
  }

  /** The texts of a lesson by language. */
  private Map<String, Path> texts(String name) {
    Map<String, Path> texts = new TreeMap<>();
    for (Path path : list(root.resolve(name))) {
      Matcher text = TEXT.matcher(name(path));
      if (text.matches()) {
        texts.put(text.group(1), path);
      } else if (name(path).endsWith(".md")) {
        problems(name + "/" + name(path))
            .addLine(1, "the file's name is no language", "name it by two letters, such as en.md");
      }
    }
    return texts;
  }

  private Optional<LessonReader.Read> lesson(Path file, String name, String lang, int number) {
    String shown = name + "/" + lang + ".md";
    Optional<String> text = text(file, shown);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Problems problems = new Problems(shown(shown), text.get(), found);
    return reader(name, lang, problems).read(number, shown(shown), text.get());
  }

  private LessonReader reader(String name, String lang, Problems problems) {
    return new LessonReader(root.resolve(name), name, lang, register, problems);
  }

  private Optional<String> text(Path file, String shown) {
    try {
      if (Files.size(file) > LARGEST) {
        problems(shown).addLine(1, "the file is too large", "keep it below 400,000 characters");
        return Optional.empty();
      }
      String text = Files.readString(file);
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      problems(shown).addLine(1, "the file is not in UTF-8", "save it in UTF-8");
    } catch (IOException e) {
      problems(shown).addLine(1, "the file cannot be read", "it must be there, and readable");
    }
    return Optional.empty();
  }

  private List<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** A folder inside a jar may have a slash at the end of its name. */
  private static String name(Path path) {
    return path.getFileName().toString().replaceFirst("/$", "");
  }

  private Problems problems(String shown) {
    return new Problems(shown(shown), "", found);
  }

  private String shown(String file) {
    Path name = root.getFileName();
    return (name == null ? "" : name(root) + "/") + file;
  }
}
