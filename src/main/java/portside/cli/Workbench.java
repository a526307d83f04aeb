package portside.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portside.Standard;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.net.IpAddresses;
import portside.page.Resources;
import portside.page.Similar;
import portside.page.Words;
import portside.process.Children;
import portside.programs.Programs;

/** The experiments without a site: what a command of the terminal works with. */
final class Workbench implements AutoCloseable {
  private final Path content;
  private final Children children = new Children();
  private final Programs programs;
  private final Register register;

  /**
   * @param content the folder of the course, or null for {@code ./content} or else the one inside
   * @param python the Python to use, or null for one that has Flask
   */
  Workbench(@Nullable Path content, @Nullable Path python) {
    this.content = content != null ? content : defaultFolder();
    this.programs = new Programs(this.content, children, python);
    this.register = Standard.experiments(children, programs, IpAddresses.LOOPBACK);
  }

  static Path defaultFolder() {
    Path here = Path.of("content");
    return Files.isRegularFile(here.resolve("order.txt"))
        ? here
        : Resources.folderOf("content/order.txt");
  }

  /** The language that was asked for, or that of the terminal. */
  static String language(
      @Nullable String asked,
      Terminal terminal,
      Function<String, ? extends RuntimeException> wrong) {
    if (asked != null && !asked.equals("ko") && !asked.equals("en")) {
      throw wrong.apply(
          Words.of("cli", terminal.lang()).get("wrong.lang-of-two", Map.of("lang", asked)));
    }
    return asked != null ? asked : terminal.lang();
  }

  Path content() {
    return content;
  }

  Children children() {
    return children;
  }

  Programs programs() {
    return programs;
  }

  Register register() {
    return register;
  }

  /** The experiment of that name, or a sentence that says which there are. */
  Registered<?, ?> find(
      String name, Words words, Function<String, ? extends RuntimeException> wrong) {
    return register
        .find(name)
        .orElseThrow(
            () ->
                wrong.apply(
                    words.get(
                        "wrong.experiment",
                        Map.of("name", name, "meant", meant(name, register.names(), words)))));
  }

  /** A blank and the question whether that was meant; nothing where nothing is like it. */
  static String meant(String typed, Collection<String> known, Words words) {
    return Similar.to(typed, known)
        .map(word -> " " + words.get("wrong.meant", Map.of("word", word)))
        .orElse("");
  }

  @Override
  public void close() {
    children.close();
    programs.close();
  }
}
