package portside.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes out of a text what tells of this computer's owner and is no part of any lesson: where a
 * file lies, of which only the name is left, the id of a process, and the PIN of Werkzeug's
 * debugger. A traceback and a console hold such texts, and nobody knows beforehand in which line.
 */
final class Discretion {
  private static final Pattern TRACEBACK = Pattern.compile("File \"[^\"]*[/\\\\]([^\"/\\\\]+)\"");
  private static final Pattern PIN = Pattern.compile("(Debugger PIN: )\\S+|(\\bPID:? ?)[0-9]+");

  /** A folder of the owner and what is in it; no part of a name, nor what a request asks for. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?<![\\w.\\]]|(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) )(?:"
              + folders().stream().map(Pattern::quote).collect(Collectors.joining("|"))
              + ")(?![\\w.-])(?:[/\\\\]([^/\\\\\\s\"'<>|:;,)]*))*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private Discretion() {}

  /** The text without what is the owner's; the same text where there was nothing of the kind. */
  static String of(String text) {
    if (text.indexOf('/') < 0 && text.indexOf('\\') < 0 && !text.contains("PI")) {
      return text;
    }
    String shown = TRACEBACK.matcher(text).replaceAll("File \"…/$1\"");
    shown = PIN.matcher(shown).replaceAll("$1$2•••");
    return OWN.matcher(shown)
        .replaceAll(
            found -> {
              String name = found.group(1);
              return Matcher.quoteReplacement(name == null || name.isEmpty() ? "…" : "…/" + name);
            });
  }

  /** The folders of the user, of what is temporary and of the work, the longest first. */
  private static Set<String> folders() {
    Set<String> folders = new LinkedHashSet<>();
    for (String property : new String[] {"user.home", "java.io.tmpdir", "user.dir"}) {
      Path folder = Path.of(System.getProperty(property)).toAbsolutePath().normalize();
      try {
        add(folders, folder.toRealPath());
      } catch (IOException notThere) {
        // then no text can name a file in it by that path
      }
      add(folders, folder);
    }
    return folders.stream()
        .sorted(Comparator.comparing(String::length).reversed())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void add(Set<String> folders, Path folder) {
    if (folder.getNameCount() > 0) { // of the root everything would be a part
      folders.add(folder.toString());
    }
  }
}
