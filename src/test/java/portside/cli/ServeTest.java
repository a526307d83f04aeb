package portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the reader's browser is given to open. */
final class ServeTest {
  private static final String KEY = "the-key-of-nobody-else";

  private final Serve serve = new Serve();
  private final List<String> opened = new ArrayList<>();
  private final List<Practice> practised = new ArrayList<>();
  private final StringWriter err = new StringWriter();

  /** The command line of a browser is read by every user of the computer, as long as it runs. */
  @Test
  void the_browser_is_opened_with_a_link_that_works_once_and_does_not_tell_the_key(
      @TempDir Path folder) throws Exception {
    String said = serve("--key=" + KEY, "--data=" + folder);
    try {
      assertEquals(1, opened.size());
      assertFalse(opened.get(0).contains(KEY), opened.get(0));
      assertEquals(303, status(opened.get(0)));
      assertEquals(403, status(opened.get(0)), "a second time");
      assertEquals(303, status(said.lines().skip(2).findFirst().orElseThrow().strip()));
    } finally {
      serve.site.close();
    }
  }

  @Test
  void a_key_on_the_command_line_is_said_to_be_in_sight_and_one_in_a_file_is_none(
      @TempDir Path folder) throws Exception {
    serve("--key=" + KEY, "--data=" + folder);
    serve.site.close();
    assertTrue(err.toString().contains("list of processes"), err.toString());
    err.getBuffer().setLength(0);
    Path file = Files.writeString(folder.resolve("key"), KEY);
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String said = serve("--key-file=" + file, "--data=" + folder);
    serve.site.close();
    assertTrue(said.contains("/?key=" + KEY), said);
    assertEquals("", err.toString());
  }

  @Test
  void only_a_site_that_a_class_can_reach_answers_itself_before_it_comes(@TempDir Path folder) {
    serve("--data=" + folder);
    serve.site.close();
    assertEquals(0, practised.size(), "on 127.0.0.1");
    serve("--lan", "--data=" + folder);
    serve.site.close();
    assertEquals(1, practised.size(), "on every address");
  }

  @Test
  void the_first_page_is_the_first_lesson_or_a_guide_where_there_is_none(
      @TempDir Path data, @TempDir Path content) throws Exception {
    serve("--data=" + data);
    String first = serve.site.firstPage();
    serve.site.close();
    assertTrue(first.matches("/ko/[a-z]+"), first);
    Files.writeString(content.resolve("order.txt"), "only");
    Path only = Files.createDirectory(content.resolve("only"));
    for (String file : List.of("ko.md", "en.md")) {
      String guide = "---\ntitle: A\nstatus: planned\nkind: guide\n---\n";
      Files.writeString(only.resolve(file), guide);
    }
    serve("--data=" + data, "--content=" + content);
    assertEquals("/ko/only", serve.site.firstPage());
    serve.site.close();
  }

  /** Serves, and gives what was said. */
  private String serve(String... arguments) {
    serve.browser = opened::add;
    serve.practice = practised::add;
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(serve).setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("--port=0", "--lang=en"));
    all.addAll(List.of(arguments));
    assertEquals(Serve.GOES_ON, line.execute(all.toArray(String[]::new)));
    return out.toString();
  }

  private static int status(String link) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
