package portside.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.net.IpAddresses;
import portside.process.Child;
import portside.process.Children;
import portside.testing.Patience;

/** The course's programs, found, copied, compiled; the children themselves are others' tests. */
final class ProgramsTest {
  private static final InetAddress HOST = IpAddresses.parse("127.0.0.1").orElseThrow();
  private static final Program APP = Program.of(Programs.APP, Language.JAVA);
  private static final List<Integer> STOPPED_AFTER_MILLIS =
      List.of(0, 1, 2, 5, 10, 20, 50, 100, 200, 500);

  @TempDir Path folder;
  private final Children children = new Children();

  @AfterEach
  void end() {
    children.close();
  }

  private Programs programs(Path course) {
    return new Programs(course, children, null);
  }

  private static Launch server(Programs programs) throws IOException, InterruptedException {
    return programs.server(APP, HOST, 8080, false);
  }

  /** The course of the repository in a jar, as the students have it, with what the build made. */
  private FileSystem jar(boolean compiled) throws IOException {
    URI uri = URI.create("jar:" + folder.resolve("course.jar").toUri());
    // Opened anew: what was just put into it would be read from memory, by no channel.
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
      copy(Path.of("content"), jar.getPath("/content"));
      if (compiled) {
        Path there = folder.resolve("compiled");
        copy(Path.of("content/wildcard"), there);
        assertEquals(List.of(), CompileCourse.compile(there));
        copy(there.resolve(Sources.CLASSES), jar.getPath("/content/wildcard", Sources.CLASSES));
      }
    }
    return FileSystems.newFileSystem(uri, Map.of());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path target = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(target);
        } else {
          Files.copy(one, target);
        }
      }
    }
  }

  @Test
  void who_is_stopped_at_any_moment_breaks_nothing_for_the_next() throws Exception {
    try (FileSystem jar = jar(false)) {
      Path course = jar.getPath("/content");
      for (int millis : STOPPED_AFTER_MILLIS) {
        try (Programs programs = programs(course)) {
          Thread run =
              new Thread(
                  () -> {
                    try {
                      programs.lacks(APP);
                      server(programs);
                      programs.lines(APP);
                    } catch (InterruptedException | IOException stopped) {
                      // as a run ends that is stopped
                    }
                  });
          run.start();
          LockSupport.parkNanos(millis * 1_000_000L);
          run.interrupt();
          run.join();
          assertEquals(Optional.empty(), programs.lacks(APP), millis + " ms");
          assertTrue(Files.exists(server(programs).command().directory().resolve("App.class")));
        }
        assertTrue(Files.readString(course.resolve("order.txt")).contains("wildcard"));
      }
    }
  }

  @Test
  void a_thread_that_is_already_interrupted_still_reads_the_course() throws Exception {
    try (FileSystem jar = jar(true);
        Programs programs = programs(jar.getPath("/content"))) {
      Thread.currentThread().interrupt();
      assertTrue(programs.lines(APP).contains("public class App {"));
      assertEquals(Optional.empty(), programs.knownLack(APP));
      assertTrue(Thread.interrupted(), "the stop is not forgotten");
      server(programs);
    }
  }

  @Test
  void a_changed_program_has_a_folder_of_its_own_and_the_oldest_of_many_go() throws Exception {
    try (FileSystem jar = jar(true);
        Programs programs = programs(jar.getPath("/content"))) {
      String course = String.join("\n", programs.lines(APP)) + "\n";
      programs.heed((lesson, file) -> Optional.of(course + "// " + lesson + "/" + file));
      Program first = programs.current(APP);
      assertEquals(List.of(), programs.faults(first));
      Path changed = programs.folder(first);
      assertTrue(Files.exists(changed.resolve("App.class")));
      assertTrue(Files.readString(changed.resolve("App.java")).endsWith("// wildcard/App.java"));
      Path own = programs.folder(APP);
      assertEquals(course, Files.readString(own.resolve("App.java")), "the course's own");
      assertTrue(programs.server(first, HOST, 8080, false).command().directory().equals(changed));
      Program python = Program.of(Programs.APP, Language.PYTHON).in("wildcard");
      for (int edition = 0; edition < 30; edition++) {
        programs.folder(python.changedTo("# " + edition));
      }
      assertFalse(Files.exists(changed), "who saves all day does not fill the disk");
      assertTrue(Files.exists(programs.folder(first).resolve("App.class")), "it is made again");
    }
  }

  @Test
  void what_failed_for_another_reason_is_not_remembered() throws Exception {
    Path course = folder.resolve("course");
    Files.createDirectories(course.resolve("one"));
    Path source = course.resolve("one").resolve("App.java");
    Files.writeString(source, "public class App {}\n");
    try (Programs programs = programs(course)) {
      assertEquals(
          Optional.of(Programs.Lack.PROGRAM), programs.lacks(APP), "there is no order yet");
      Files.writeString(course.resolve("order.txt"), "one\n");
      assertEquals(Optional.empty(), programs.lacks(APP));
    }
  }

  @Test
  void a_fault_of_the_source_is_told_again_and_again() throws Exception {
    Path course = folder.resolve("course");
    Files.createDirectories(course.resolve("one"));
    Files.writeString(course.resolve("order.txt"), "one\n");
    Files.writeString(course.resolve("one").resolve("App.java"), "public class App {\n  x\n}\n");
    try (Programs programs = programs(course)) {
      for (int time = 0; time < 2; time++) {
        List<Fault> faults = programs.compile("one");
        assertEquals("App.java", faults.get(0).file());
        assertThrows(IOException.class, () -> server(programs));
      }
    }
  }

  @Test
  void classes_that_cannot_be_written_are_no_fault_of_the_source() throws Exception {
    Path source = folder.resolve("App.java");
    Files.writeString(source, "public class App {}\n");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Files.createDirectory(classes.resolve("App.class")); // nothing can be written over a folder
    IOException said =
        assertThrows(IOException.class, () -> JavaPrograms.compile(List.of(source), classes));
    assertTrue(said.getMessage().startsWith("the compiler does not work"), said.getMessage());
  }

  @Test
  void a_copy_that_was_cleared_away_is_made_again() throws Exception {
    try (Programs programs = programs(Path.of("content"))) {
      Path copy = server(programs).command().directory();
      new TemporaryFolder(copy).close();
      Path again = server(programs).command().directory();
      assertFalse(Files.exists(copy));
      assertTrue(Files.exists(again.resolve("App.class")));
    }
  }

  @Test
  void the_text_of_a_program_needs_no_copy() throws Exception {
    children.close(); // from here on there are no folders for children
    try (Programs programs = programs(Path.of("content"))) {
      assertEquals(
          Files.readAllLines(Path.of("content/debugger/average.py")),
          programs.lines(Program.of("average", Language.PYTHON).in("debugger")));
      assertThrows(IllegalStateException.class, () -> server(programs));
    }
  }

  @Test
  void what_the_build_compiled_runs_and_what_was_changed_since_is_compiled_anew() throws Exception {
    try (FileSystem jar = jar(true)) {
      Path lesson = jar.getPath("/content/wildcard");
      assertTrue(Sources.read(lesson).compiled());
      try (Programs programs = programs(jar.getPath("/content"))) {
        Path copy = server(programs).command().directory();
        assertEquals(
            -1, Files.mismatch(lesson.resolve("classes/App.class"), copy.resolve("App.class")));
      }
      Path source = lesson.resolve("App.java");
      Files.writeString(source, Files.readString(source).replace("Hello, World!", "Changed"));
      assertFalse(Sources.read(lesson).compiled());
      try (Programs programs = programs(jar.getPath("/content"))) {
        Path copy = server(programs).command().directory();
        assertTrue(
            Files.readString(
                    copy.resolve("App.class"), java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("Changed"));
      }
    }
  }

  @Test
  void the_command_that_is_shown_is_the_one_that_runs() throws Exception {
    try (Programs programs = programs(Path.of("content"))) {
      Launch launch = server(programs);
      assertEquals(
          "java -Djava.net.preferIPv4Stack=true @java.args App 127.0.0.1 8080", launch.shown());
      List<String> line = launch.command().line();
      assertEquals(
          launch.shown().substring("java".length()),
          String.join(" ", line).substring(line.get(0).length()));
      String options = Files.readString(launch.command().directory().resolve("java.args"));
      assertTrue(options.contains("-XX:TieredStopAtLevel=1"), options);
    }
  }

  /** The web server of a slow computer does so: it still starts when its own watchdog speaks. */
  @Test
  void where_two_threads_log_first_nobody_reads_of_it() throws Exception {
    Path course = folder.resolve("course");
    Files.createDirectories(course.resolve("one"));
    Files.writeString(course.resolve("order.txt"), "one\n");
    Files.writeString(
        course.resolve("one").resolve("App.java"),
        """
        import java.util.concurrent.CyclicBarrier;
        import org.slf4j.LoggerFactory;

        public class App {
          public static void main(String[] args) throws Exception {
            CyclicBarrier together = new CyclicBarrier(8);
            Thread[] threads = new Thread[8];
            for (int i = 0; i < threads.length; i++) {
              threads[i] = new Thread(() -> log(together));
              threads[i].start();
            }
            for (Thread thread : threads) {
              thread.join();
            }
            System.out.println("done");
          }

          static void log(CyclicBarrier together) {
            try {
              together.await();
              LoggerFactory.getLogger(App.class).debug("at the same time");
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        }
        """);
    try (Programs programs = programs(course)) {
      List<String> lines = Collections.synchronizedList(new ArrayList<>());
      Child program = children.start(server(programs).command(), (stream, line) -> lines.add(line));
      assertEquals(0, program.awaitExit(Patience.LIMIT).orElseThrow().code(), lines::toString);
      assertEquals(List.of("done"), lines);
    }
  }
}
