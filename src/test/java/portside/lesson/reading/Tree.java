package portside.lesson.reading;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small course without mistakes, in which a test plants one. */
final class Tree {
  private static final String KO =
      """
      ---
      title: 문 `0.0.0.0`
      lede: 한 문장.
      minutes: 10
      goals:
        - 첫째
      here: 192.168.0.10
      other:
        - 192.168.0.20
        - 192.168.0.21
      ---

      ## 하나 {#one}

      글 `192.168.0.10`, [둘째](ports#last), [위](#one).

      ::program{file=app.py lines=1-2 mark=2}

      :::probe{port=80 #first}
      무엇이 나올까요?

      - [free] 비었다
      - [in-use] 쓰고 있다

      ---
      까닭.
      :::

      :::claim{experiment=zero redirect=on expect=redirected|refused #said}
      문장 하나.
      :::

      ::whoami{#who}

      :::notes
      쪽지.
      :::

      :::note
      참고.
      :::
      """;
  private static final String PORTS =
      """
      ---
      title: Ports
      status: planned
      ---
      ## Last {#last}
      """;

  private final Path root;

  Tree(Path folder) throws IOException {
    root = folder.resolve("content");
    Files.createDirectories(root.resolve("wildcard"));
    Files.createDirectories(root.resolve("ports"));
    write("order.txt", "wildcard\nports\n");
    write("wildcard/ko.md", KO);
    write("wildcard/en.md", KO);
    write("wildcard/app.py", "import flask\n\nx = 1\n");
    write("ports/ko.md", PORTS);
    write("ports/en.md", PORTS);
  }

  Path root() {
    return root;
  }

  Tree write(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
    return this;
  }

  Tree delete(String file) throws IOException {
    Files.delete(root.resolve(file));
    return this;
  }

  /** Puts one text in the place of another, which must be there. */
  Tree plant(String file, String instead, String text) throws IOException {
    String before = Files.readString(root.resolve(file));
    assertTrue(before.contains(instead), () -> file + " has no " + instead);
    int at = before.indexOf(instead);
    return write(file, before.substring(0, at) + text + before.substring(at + instead.length()));
  }

  /** The same in both languages, so that only the mistake itself is found; seen in Korean. */
  Tree plantInBoth(String instead, String text) throws IOException {
    return plant("wildcard/ko.md", instead, text).plant("wildcard/en.md", instead, text);
  }

  CourseReader.Reading read() {
    return CourseReader.read(root, TinyRegister.register());
  }

  List<String> problems() {
    return read().problems().stream().map(Problem::toString).toList();
  }
}
