package portside.lesson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.net.IpAddresses;
import portside.page.Json;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.process.Exit;
import portside.programs.Programs;
import portside.testing.Campaign;
import portside.testing.Chromium;
import portside.testing.Java;
import portside.testing.LessonPython;
import portside.testing.Patience;
import portside.testing.QuietPort;
import portside.testing.Reader;
import portside.testing.TestSite;

/** The zip of a lesson's programs: unzipped, and started as VS Code starts it. */
@Tag("browser")
class TakeHomeTest {
  private static final InetAddress HERE = IpAddresses.LOOPBACK;

  /** What a program that is no server says, or what a server's first page says. */
  private static final Map<String, String> SAYS =
      Map.ofEntries(
          Map.entry("average", "60"),
          Map.entry("greet", ", Ada!"),
          Map.entry("share", "2 people: 6 apples each"),
          Map.entry("loop", "nanos "),
          Map.entry("visits", "You are visitor 1."),
          Map.entry("app", "Hello, World!"),
          Map.entry("hello", "Hello, World!"),
          Map.entry("address", "Hello, World!"),
          Map.entry("routes", "This is the first page."),
          Map.entry("prints", "This is returned."),
          Map.entry("form", "<form method=\"post\">"));

  private static Children children;
  private static TestSite site;

  @TempDir Path folder;

  @BeforeAll
  static void start(TestSite itsSite, Children itsChildren) {
    site = itsSite;
    children = itsChildren;
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    var request = site.request(path);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertEquals(LocalDateTime.of(2026, 1, 1, 0, 0), entry.getTimeLocal(), entry.getName());
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  /** Unzips into the test's folder; returns the one folder of the zip. */
  private Path unzipped(String lesson) throws Exception {
    for (Map.Entry<String, byte[]> file :
        unzip(get("/content/" + lesson + ".zip").body()).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    try (Stream<Path> top = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("portside-" + lesson)), top.toList());
    }
    return folder.resolve("portside-" + lesson);
  }

  private static List<JsonNode> configurations(Path project) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    Json.read(Files.readString(project.resolve(".vscode/launch.json")))
        .path("configurations")
        .forEach(all::add);
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"debugger", "flask", "wildcard"})
  void it_holds_the_very_programs_of_the_lesson_and_the_server_of_the_course(String lesson)
      throws Exception {
    Path project = unzipped(lesson);
    Map<String, Path> programs = new LinkedHashMap<>();
    for (String from : List.of("wildcard", lesson)) {
      try (Stream<Path> files = Files.list(Path.of("content", from))) {
        files
            .filter(file -> file.toString().matches(".*\\.(py|java)"))
            .forEach(file -> programs.put(file.getFileName().toString(), file));
      }
    }
    assertTrue(programs.keySet().containsAll(Set.of("app.py", "App.java")));
    for (Map.Entry<String, Path> program : programs.entrySet()) {
      String place = program.getKey().endsWith(".java") ? "src/main/java" : "";
      assertArrayEquals(
          Files.readAllBytes(program.getValue()),
          Files.readAllBytes(project.resolve(place).resolve(program.getKey())),
          program.getKey());
    }
    Set<String> others = new TreeSet<>();
    try (Stream<Path> files = Files.walk(project)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !programs.containsKey(file.getFileName().toString()))
          .forEach(file -> others.add(project.relativize(file).toString().replace('\\', '/')));
    }
    assertEquals(
        Set.of(
            ".vscode/extensions.json",
            ".vscode/launch.json",
            "README.md",
            "pom.xml",
            "requirements.txt"),
        others);
    for (String file : others) {
      assertFalse(
          Files.readString(project.resolve(file)).replace("${workspaceFolder}", "").contains("${"),
          file);
    }
  }

  @Test
  void the_same_files_give_the_same_bytes_and_nobody_fetches_them_twice() throws Exception {
    HttpResponse<byte[]> first = get("/content/flask.zip");
    assertEquals(200, first.statusCode());
    assertEquals("application/zip", first.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(
        "attachment; filename=\"portside-flask.zip\"",
        first.headers().firstValue("Content-Disposition").orElseThrow());
    assertArrayEquals(first.body(), get("/content/flask.zip").body());
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> again = get("/content/flask.zip", "If-None-Match", tag);
    assertEquals(HttpURLConnection.HTTP_NOT_MODIFIED, again.statusCode());
    assertEquals(0, again.body().length);
    assertEquals(200, get("/content/flask.zip", "If-None-Match", "\"other\"").statusCode());
    String another = get("/content/debugger.zip").headers().firstValue("ETag").orElseThrow();
    assertFalse(another.equals(tag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"loopback", "ports", "no-such-lesson", "..", "flask.zip"})
  void without_programs_of_its_own_a_lesson_has_no_zip(String lesson) throws Exception {
    assertEquals(404, get("/content/" + lesson + ".zip").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"debugger", "flask"})
  void every_program_that_can_be_started_has_one_configuration(String lesson) throws Exception {
    Path project = unzipped(lesson);
    Set<String> programs = new TreeSet<>();
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(py|java)")).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".py")) {
          programs.add("Python: " + name);
        } else if (Files.readString(file).contains(" main(String[] args)")) {
          programs.add("Java: " + name);
        }
      }
    }
    List<JsonNode> all = configurations(project);
    List<String> names = all.stream().map(one -> one.path("name").asText()).toList();
    assertEquals(programs, new TreeSet<>(names));
    assertEquals(programs.size(), names.size(), "none twice");
    assertEquals(List.of("Python: app.py", "Java: App.java"), names.subList(0, 2));
    for (JsonNode one : all) {
      assertEquals("launch", one.path("request").asText());
      assertEquals(
          one.path("name").asText().startsWith("Java") ? "java" : "debugpy",
          one.path("type").asText());
    }
    JsonNode extensions =
        Json.read(Files.readString(project.resolve(".vscode/extensions.json")))
            .path("recommendations");
    assertEquals(2, extensions.size());
  }

  @Test
  void its_libraries_are_those_that_portside_runs_its_programs_with() throws Exception {
    String own = Files.readString(Path.of("pom.xml"));
    String pom = Files.readString(unzipped("flask").resolve("pom.xml"));
    for (String library : List.of("javalin", "slf4j")) {
      Matcher version = Pattern.compile("<" + library + "\\.version>([0-9.]+)</").matcher(own);
      assertTrue(version.find(), library);
      assertTrue(pom.contains("<version>" + version.group(1) + "</version>"), pom);
      assertTrue(
          System.getProperty("java.class.path").contains(library)
              && System.getProperty("java.class.path").contains(version.group(1)),
          "and the tests run with it");
    }
  }

  @Campaign
  @ParameterizedTest
  @CsvSource({"debugger, true", "flask, true", "flask, false"})
  void every_configuration_starts(String lesson, boolean debug) throws Exception {
    Path project = unzipped(lesson);
    Path python = python(debug);
    compileWithMaven(project);
    List<Started> started = new ArrayList<>();
    try {
      // All at once: most of it is waiting.
      for (JsonNode one : configurations(project)) {
        started.add(start(one, project, python, debug));
      }
      for (Started one : started) {
        one.check();
      }
    } finally {
      started.forEach(one -> one.child.close());
    }
    assertEquals(started.size(), configurations(project).size());
    assertTrue(started.size() > 10, "there are programs");
  }

  private static Path python(boolean debug) throws InterruptedException {
    Path flask = LessonPython.ensure();
    if (!debug) {
      return flask;
    }
    try (Programs programs = new Programs(Path.of("content"), children, flask)) {
      Optional<Path> both = programs.pythons().with("flask", "debugpy");
      return both.orElseGet(() -> abort("the test needs a Python with Flask and debugpy"));
    }
  }

  /** With what {@code mvn verify} itself has fetched; nothing comes from the network. */
  private static void compileWithMaven(Path project) throws Exception {
    String maven =
        Executables.find("mvn").orElseThrow(() -> new AssertionError("no mvn")).toString();
    List<String> line = new ArrayList<>(List.of(maven, "-q", "-B", "-o", "compile"));
    String repository = System.getProperty("localRepository"); // Surefire tells it
    if (repository != null) {
      line.add("-Dmaven.repo.local=" + repository);
    }
    List<String> said = new CopyOnWriteArrayList<>();
    try (Child build =
        children.start(Command.of(line).in(project), (stream, text) -> said.add(text))) {
      Optional<Exit> exit = build.awaitExit(Duration.ofMinutes(5));
      assertTrue(exit.isPresent(), "mvn did not end: " + said);
      assertEquals(0, exit.get().code(), said.toString());
    }
    assertTrue(Files.exists(project.resolve("target/classes/App.class")));
  }

  private static Started start(JsonNode configuration, Path project, Path python, boolean debug)
      throws IOException {
    boolean java = configuration.path("type").asText().equals("java");
    List<String> arguments = new ArrayList<>();
    configuration.path("args").forEach(argument -> arguments.add(argument.asText()));
    Integer port = null;
    int at = arguments.indexOf(java ? "8081" : "8080");
    if (at >= 0) {
      port = QuietPort.next(); // 8080 itself may be taken where tests run
      arguments.set(at, port.toString());
    }
    List<String> line = new ArrayList<>();
    if (java) {
      line.add(Java.here().toString());
      if (debug) {
        line.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");
      }
      line.add("-Dfile.encoding=" + configuration.path("encoding").asText());
      line.addAll(
          List.of(
              "-cp",
              project.resolve("target/classes") + File.pathSeparator + libraries(),
              configuration.path("mainClass").asText()));
    } else {
      line.add(python.toString());
      if (debug) {
        line.addAll(List.of("-m", "debugpy", "--listen", "127.0.0.1:0"));
      }
      if (configuration.has("module")) {
        line.addAll(List.of("-m", configuration.path("module").asText()));
      } else {
        line.add(inFolder(configuration.path("program").asText(), project));
      }
    }
    line.addAll(arguments);
    Path in = Path.of(inFolder(configuration.path("cwd").asText(), project));
    List<String> said = new CopyOnWriteArrayList<>();
    Command command = Command.of(line).in(in).with("PYTHONUNBUFFERED", "1");
    for (var variable : configuration.path("env").properties()) {
      command = command.with(variable.getKey(), variable.getValue().asText());
    }
    return new Started(
        configuration.path("name").asText(),
        port,
        children.start(
            java ? command : command.with("PYTHONUTF8", "1"), (stream, text) -> said.add(text)),
        said);
  }

  /** The class path of the tests without Portside itself. */
  private static String libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String inFolder(String value, Path project) {
    return value.replace("${workspaceFolder}", project.toString());
  }

  /** A program that was started. */
  private record Started(String name, Integer port, Child child, List<String> said) {

    private String stem() {
      return name.replaceAll(".*: |\\..*", "").toLowerCase(java.util.Locale.ROOT);
    }

    void check() throws Exception {
      if (port != null) {
        checkServer();
        return;
      }
      if (stem().equals("greet")) {
        child.input().write("Ada\n".getBytes(StandardCharsets.UTF_8));
        child.input().flush();
      }
      if (stem().equals("forever")) {
        Patience.until(
            this::toString,
            () ->
                child.family().stream()
                    .flatMap(process -> process.info().totalCpuDuration().stream())
                    .anyMatch(used -> used.toMillis() > 300));
        assertTrue(child.isAlive(), this::toString);
        return;
      }
      Patience.until(
          this::toString, () -> said.stream().anyMatch(text -> text.contains(SAYS.get(stem()))));
      int code = child.awaitExit(Patience.LIMIT).orElseThrow(() -> new AssertionError(this)).code();
      assertEquals(stem().equals("share") ? 1 : 0, code, this::toString);
    }

    private void checkServer() throws Exception {
      HttpClient client = HttpClient.newHttpClient();
      var request =
          java.net.http.HttpRequest.newBuilder(
                  URI.create("http://" + IpAddresses.inUrl(HERE) + ":" + port + "/"))
              .timeout(Patience.LIMIT)
              .build();
      HttpResponse<String> page =
          Patience.until(
                  this::toString,
                  () -> {
                    try {
                      return Optional.of(
                          client.send(request, HttpResponse.BodyHandlers.ofString()));
                    } catch (IOException notYet) {
                      assertTrue(child.exit().isEmpty(), this::toString);
                      return Optional.<HttpResponse<String>>empty();
                    } catch (InterruptedException e) {
                      throw new AssertionError(e);
                    }
                  },
                  Optional::isPresent)
              .orElseThrow();
      assertEquals(stem().equals("broken") ? 500 : 200, page.statusCode(), this::toString);
      String expected = SAYS.getOrDefault(stem(), "");
      assertTrue(page.body().contains(expected), () -> this + page.body());
    }

    @Override
    public String toString() {
      return name + " at port " + port + ", " + child.exit() + ", said " + said;
    }
  }

  @ParameterizedTest
  @CsvSource({"ko, debugger", "en, flask"})
  void the_lesson_has_a_link_that_a_guest_can_save(String lang, String lesson) throws Exception {
    try (Chromium chromium = Chromium.start();
        Reader reader = Reader.guest(chromium, site, Reader.window(1440, 900).setLocale(lang))) {
      reader.open("/" + lang + "/" + lesson);
      Download saved =
          reader
              .page()
              .waitForDownload(
                  () ->
                      reader
                          .page()
                          .locator("a[href='/content/" + lesson + ".zip']")
                          .first()
                          .click());
      assertEquals("portside-" + lesson + ".zip", saved.suggestedFilename());
      assertArrayEquals(
          get("/content/" + lesson + ".zip").body(), Files.readAllBytes(saved.path()));
      assertEquals(List.of(), reader.complaints());
    }
  }
}
