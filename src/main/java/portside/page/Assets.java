package portside.page;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import portside.net.Once;

/**
 * The fixed files of the site: read once, compressed once, and cached by browsers for good, since
 * the address of all of them carries a hash of all of them. One hash for all lets a script import
 * its neighbour by a relative address.
 */
public final class Assets {
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Styles that are written in parts and sent as one, the later parts changing the earlier. */
  private static final Map<String, List<String>> OF_PARTS =
      Map.of(
          "site.css",
          parts(
              "style", "ground", "frame", "lesson", "address", "card", "outcome", "raw", "claim",
              "program", "drawing", "screens"),
          "room/room.css",
          parts("room", "line", "choices", "device", "stage", "pages", "found"),
          "projected/projected.css",
          parts("projected", "screen", "flip", "invitation"),
          "present/present.css",
          parts("present", "deck", "drawings"));

  private static final String CODEMIRROR = "/META-INF/resources/webjars/codemirror/5.65.19/";

  /** What only the page of a program needs: read when it is first asked for. */
  private static final Map<String, List<String>> OF_WEBJARS =
      Map.of(
          "codemirror/codemirror.css",
          List.of("lib/codemirror.css"),
          "codemirror/codemirror.js",
          List.of(
              "lib/codemirror.js",
              "mode/python/python.js",
              "mode/clike/clike.js",
              "addon/edit/matchbrackets.js",
              "addon/edit/closebrackets.js"));

  /** The style of comparisons, which few pages have: named among their widgets. */
  public static final String TABLE = "table";

  private static final String STYLES = "styles/";
  private static final String CSS = ".css";

  /** More than there are pages; whoever asks for other mixtures waits until they are joined. */
  private static final int MOST_JOINED = 100;

  private final Map<String, Supplier<File>> files = new TreeMap<>();
  private final Map<String, File> joined = new ConcurrentHashMap<>();
  private final String prefix;

  private record File(String type, byte[] plain, byte[] gzip) {}

  /**
   * @param experiments the names of the experiments, whose styles are joined for {@linkplain
   *     #styles the page that shows them} and whose scripts are served as they lie: {@code
   *     experiments/<name>/<name>.js}, where there is one, and the modules beside it; a style may
   *     have parts beside {@code <name>.css} as well
   */
  public Assets(Collection<String> experiments) {
    Map<String, byte[]> found = new TreeMap<>();
    Path folder = Resources.folderOf("static/portside.js");
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        found.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.put("htmx.js", required(HTMX));
    OF_PARTS.forEach(
        (whole, parts) -> {
          ByteArrayOutputStream style = new ByteArrayOutputStream();
          parts.forEach(part -> style.writeBytes(found.remove(part)));
          found.put(whole, style.toByteArray());
        });
    found.put(styles(List.of(TABLE)), found.remove("style/" + TABLE + CSS));
    for (String name : experiments) {
      if (Assets.class.getResource("/portside/" + style(name)) != null) {
        found.put(styles(List.of(name)), style(name, beside(style(name), CSS)));
      }
      if (Assets.class.getResource("/portside/" + script(name)) != null) {
        beside(script(name), ".js")
            .forEach((file, script) -> found.put("experiments/" + name + "/" + file, script));
      }
    }
    found.forEach(
        (name, bytes) -> {
          String type = type(name);
          files.put(name, new Once<>(() -> file(name, type, bytes)));
        });
    prefix = Urls.assets(hash(found));
  }

  private static List<String> parts(String folder, String... names) {
    return Stream.of(names).map(name -> folder + "/" + name + CSS).toList();
  }

  /** A file of a widget and its neighbours of the same kind, so that it may have several parts. */
  private static Map<String, byte[]> beside(String file, String end) {
    Map<String, byte[]> found = new TreeMap<>();
    Path folder = Resources.folderOf("portside/" + file);
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.filter(each -> each.toString().endsWith(end)).toList()) {
        found.put(path.getFileName().toString(), Files.readAllBytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The style of a widget: first what has its name, then the other parts by theirs. */
  private static byte[] style(String name, Map<String, byte[]> parts) {
    ByteArrayOutputStream style = new ByteArrayOutputStream();
    style.writeBytes(parts.remove(name + CSS));
    parts.values().forEach(style::writeBytes);
    return style.toByteArray();
  }

  private static String style(String experiment) {
    return "experiments/" + experiment + "/" + experiment + CSS;
  }

  /** Where the script of a widget is, whether or not it has one. */
  public static String script(String experiment) {
    return "experiments/" + experiment + "/" + experiment + ".js";
  }

  /**
   * Where the styles of these widgets are, joined: a page fetches those of its own widgets, and in
   * one request.
   */
  public static String styles(Collection<String> experiments) {
    return STYLES + String.join(".", new TreeSet<>(experiments)) + CSS;
  }

  /** Styles that are joined for a page, and parts of webjars; null for any other name. */
  private @Nullable File joined(String name) {
    if (OF_WEBJARS.containsKey(name)) {
      return joined.computeIfAbsent(name, Assets::ofWebjar);
    }
    if (!name.startsWith(STYLES) || !name.endsWith(CSS)) {
      return null;
    }
    File ready = joined.get(name);
    if (ready != null) {
      return ready;
    }
    ByteArrayOutputStream style = new ByteArrayOutputStream();
    String names = name.substring(STYLES.length(), name.length() - CSS.length());
    for (String each : new TreeSet<>(List.of(names.split("[.]")))) {
      Supplier<File> one = files.get(styles(List.of(each)));
      if (one != null) {
        style.writeBytes(one.get().plain());
      }
    }
    File made = file(name, type(name), style.toByteArray());
    if (joined.size() < MOST_JOINED) {
      joined.put(name, made);
    }
    return made;
  }

  private static File ofWebjar(String name) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (String part : OF_WEBJARS.get(name)) {
      whole.writeBytes(required(CODEMIRROR + part));
      whole.write('\n');
    }
    return file(name, type(name), whole.toByteArray());
  }

  /** Where the files are: {@code prefix() + "site.css"}. */
  public String prefix() {
    return prefix;
  }

  /** Whether there is a file of that name. */
  public boolean has(String name) {
    return files.containsKey(name);
  }

  /** Answers {@code GET /assets/{hash}/<name>}. */
  public void serve(Context ctx) {
    String name = ctx.pathParam("name");
    Supplier<File> fixed = files.get(name);
    File file = fixed != null ? fixed.get() : joined(name);
    // An old hash gets no new file: a page and its scripts must be of one make.
    if (file == null || !prefix.equals(Urls.assets(ctx.pathParam("hash")))) {
      throw new NotFoundResponse();
    }
    ctx.header("Cache-Control", "public, max-age=31536000, immutable");
    // A policy is for what a browser may open as a page, which a picture is and a script is not
    // (CSP3 §2.2); the bytes count on every page.
    ctx.res()
        .setHeader(
            "Content-Security-Policy",
            name.endsWith(".svg") ? "default-src 'none'; frame-ancestors 'none'" : null);
    ctx.res().setHeader("Vary", null); // Gzip says what it depends on
    ctx.contentType(file.type());
    Gzip.answer(ctx, file.plain(), file.gzip());
  }

  /** A style without its comments and most of its blanks, which would travel with every page. */
  private static byte[] lean(byte[] style) {
    return new String(style, StandardCharsets.UTF_8)
        .replaceAll("(?s)/\\*.*?\\*/", "")
        .replaceAll("\\s*\\n\\s*", "\n")
        .replaceAll("(?m)^([a-z-]+): ", "$1:")
        .replace(" {\n", "{\n")
        .replaceAll("(?<=[{};,])\\n", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A script without the comments that have lines of their own and without its indentation, for the
   * same reason; no string is longer than a line.
   */
  private static byte[] terse(byte[] script) {
    return new String(script, StandardCharsets.UTF_8)
        .replaceAll("(?m)^[ \\t]*//.*\\R", "")
        .replaceAll("(?ms)^[ \\t]*/\\*\\*.*?\\*/[ \\t]*\\R", "")
        .replaceAll("(?m)^[ \\t]+", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Made when it is first asked for: a page has ten files of a hundred. */
  private static File file(String name, String type, byte[] given) {
    byte[] bytes = name.endsWith(CSS) ? lean(given) : name.endsWith(".js") ? terse(given) : given;
    return new File(type, bytes, Gzip.compress(bytes));
  }

  private static String type(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("no media type is known for static/" + name);
    }
    return type;
  }

  /** Of what the files are made from, and of what makes them. */
  private static String hash(Map<String, byte[]> found) {
    CRC32 sum = new CRC32();
    sum.update(required("Assets.class"));
    found.forEach(
        (name, bytes) -> {
          sum.update(name.getBytes(StandardCharsets.UTF_8));
          sum.update(bytes);
        });
    return HexFormat.of().toHexDigits(sum.getValue());
  }

  private static byte[] required(String resource) {
    byte[] bytes = read(resource);
    if (bytes == null) {
      throw new IllegalStateException(resource + " is missing from the class path");
    }
    return bytes;
  }

  private static byte @Nullable [] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
