package portside.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portside.testing.TestSite;

class AssetsTest {
  private static final Path EXPERIMENTS = Path.of("src/main/java/portside/experiments");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)(?:^import |from |import\\()\"(\\.[^\"]+)\"");

  @Test
  void whatever_a_script_imports_is_served_where_it_looks_for_it() throws IOException {
    Assets assets = new Assets(names());
    List<String> astray = new ArrayList<>();
    int imports = 0;
    for (Map.Entry<String, Path> script : scripts(assets).entrySet()) {
      Matcher found = IMPORT.matcher(Files.readString(script.getValue()));
      while (found.find()) {
        imports++;
        String wanted =
            Path.of(script.getKey()).resolveSibling(found.group(1)).normalize().toString();
        if (!assets.has(wanted.replace('\\', '/'))) {
          astray.add(script.getKey() + " wants " + found.group(1));
        }
      }
    }
    assertEquals(List.of(), astray);
    assertTrue(imports > 10, "the rule must see imports: " + imports);
  }

  @Test
  void a_widget_brings_its_modules_along_and_one_without_a_script_brings_none() throws IOException {
    Assets assets = new Assets(names());
    assertTrue(assets.has(Assets.script("portmap")));
    assertTrue(assets.has("experiments/portmap/map.js"));
    assertFalse(assets.has(Assets.script("zero")));
    assertFalse(assets.has("experiments/zero/seen.js"), "that is a page of its own");
  }

  @Test
  void a_script_is_served_without_its_comments_and_with_all_of_its_code() throws IOException {
    Map<String, Path> scripts = scripts(new Assets(names()));
    try (TestSite site = TestSite.start()) {
      String folder =
          site.get("/en/").body().replaceFirst("(?s).*\"(/assets/[0-9a-f]+/)site.css\".*", "$1");
      for (Map.Entry<String, Path> script : scripts.entrySet()) {
        List<String> code = new ArrayList<>();
        boolean comment = false;
        for (String line : Files.readAllLines(script.getValue())) {
          comment |= line.strip().startsWith("/**");
          if (!comment && !line.strip().startsWith("//")) {
            assertEquals(0, line.chars().filter(each -> each == '`').count() % 2, line);
            code.add(line.stripLeading()); // no string goes over several lines
          }
          comment &= !line.strip().endsWith("*/");
        }
        List<String> served = site.get(folder + script.getKey()).body().lines().toList();
        assertEquals(code, served, script.getKey());
      }
    }
    assertTrue(scripts.size() > 20, scripts.keySet().toString());
  }

  @Test
  void every_folder_has_one_style_however_many_parts_it_is_written_in() throws IOException {
    Assets assets = new Assets(names());
    Path root = Path.of("static");
    Set<String> wholes = new TreeSet<>(Set.of("site.css"));
    try (Stream<Path> styles = Files.walk(root)) {
      for (Path style : styles.filter(file -> file.toString().endsWith(".css")).toList()) {
        String name = root.relativize(style).toString().replace('\\', '/');
        String folder = style.getParent().getFileName().toString();
        wholes.add(folder.equals("style") ? "site.css" : folder + "/" + folder + ".css");
        assertEquals(wholes.contains(name), assets.has(name), name + " is not in the class's list");
      }
    }
    assertEquals(List.of(), wholes.stream().filter(whole -> !assets.has(whole)).toList());
    assertTrue(wholes.size() > 5, wholes.toString());
  }

  @Test
  void a_page_fetches_the_styles_of_its_own_widgets_joined() throws IOException {
    Assets assets = new Assets(names());
    assertEquals("styles/probe.server.css", Assets.styles(List.of("server", "probe", "server")));
    try (TestSite site = TestSite.start()) {
      String page = site.get("/en/ports").body();
      Matcher link = Pattern.compile("href=\"(/assets/[0-9a-f]+/styles/[a-z.]+)\"").matcher(page);
      assertTrue(link.find(), page);
      HttpResponse<String> joined = site.get(link.group(1));
      assertEquals(200, joined.statusCode());
      assertTrue(joined.body().contains(".portmap"), joined.body());
      assertFalse(joined.body().contains(".debugger"), "no card of that lesson is a debugger");
      String folder = link.group(1).replaceAll("[^/]+$", "");
      assertEquals("", site.get(folder + "styles/nobody.css").body());
      assertEquals(404, site.get(folder + "styles/probe.js").statusCode());
    }
    assertTrue(assets.has(Assets.styles(List.of("portmap"))));
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(EXPERIMENTS)) {
      return folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList();
    }
  }

  /** Every script that is served, by its name there. */
  private static Map<String, Path> scripts(Assets assets) throws IOException {
    Map<String, Path> scripts = new TreeMap<>();
    Map<String, Path> roots = Map.of("", Path.of("static"), "experiments/", EXPERIMENTS);
    for (Map.Entry<String, Path> root : roots.entrySet()) {
      try (Stream<Path> files = Files.walk(root.getValue())) {
        for (Path file : files.filter(f -> f.toString().endsWith(".js")).toList()) {
          String path = root.getValue().relativize(file).toString().replace('\\', '/');
          if (assets.has(root.getKey() + path)) {
            scripts.put(root.getKey() + path, file);
          }
        }
      }
    }
    return scripts;
  }
}
