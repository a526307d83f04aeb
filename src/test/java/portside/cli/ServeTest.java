package portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the reader's browser is given to open. */
final class ServeTest {
  private static final String KEY = "the-key-of-nobody-else";

  /** The command line of a browser is read by every user of the computer, as long as it runs. */
  @Test
  void the_browser_is_opened_with_a_link_that_works_once_and_does_not_tell_the_key(
      @TempDir Path folder) throws Exception {
    List<String> opened = new ArrayList<>();
    Serve serve = new Serve();
    serve.browser = opened::add;
    StringWriter said = new StringWriter();
    CommandLine line = new CommandLine(serve).setOut(new PrintWriter(said));
    int code = line.execute("--port=0", "--lang=en", "--key=" + KEY, "--data=" + folder);
    assertEquals(Serve.GOES_ON, code);
    try {
      assertEquals(1, opened.size());
      assertFalse(opened.get(0).contains(KEY), opened.get(0));
      assertEquals(303, status(opened.get(0)));
      assertEquals(403, status(opened.get(0)), "a second time");
      assertEquals(303, status(said.toString().lines().skip(2).findFirst().orElseThrow().strip()));
    } finally {
      serve.site.close();
    }
  }

  private static int status(String link) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
