package portside.cli;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import portside.Settings;
import portside.Site;
import portside.access.RandomId;
import portside.net.AddressKind;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.net.ThisComputer;
import portside.page.Resources;
import portside.page.Words;
import portside.process.Executables;

/** {@code portside serve}, the default: serves the site until somebody stops it. */
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false)
public class Serve implements Callable<Integer> {
  /** The site runs in its own threads; nothing to report yet. */
  public static final int GOES_ON = -1;

  public static final int DEFAULT_PORT = 7070;

  private static final String LOOPBACK = "127.0.0.1";
  private static final int FAILED = 1;
  private static final long MAVEN_WATCH_MILLIS = 250;

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--port", paramLabel = "N")
  @Nullable Integer port;

  @Option(names = "--host", paramLabel = "ADDRESS")
  @Nullable String host;

  @Option(names = "--lan")
  boolean lan;

  @Option(names = "--lang", paramLabel = "CODE")
  @Nullable String lang;

  @Option(names = "--key", paramLabel = "KEY", defaultValue = "${env:PORTSIDE_KEY}")
  @Nullable String key;

  @Option(names = "--key-file", paramLabel = "PATH")
  @Nullable Path keyFile;

  @Option(names = "--content", paramLabel = "DIR")
  @Nullable Path content;

  @Option(names = "--python", paramLabel = "PATH")
  @Nullable Path python;

  @Option(names = "--data", paramLabel = "DIR")
  @Nullable Path data;

  @Option(names = "--no-open")
  boolean noOpen;

  /** Opens a link in the reader's browser. */
  Consumer<String> browser = Browser::open;

  /** Prepares a site that others can reach for them. */
  Consumer<Practice> practice = Practice::begin;

  /** What it serves; null before. */
  @Nullable Site site;

  @Override
  public Integer call() {
    InetAddress address = address();
    if (port != null && (port < 0 || port > 65_535)) {
      throw wrong("wrong.port", Map.of("port", port));
    }
    boolean keyTyped = spec.commandLine().getParseResult().hasMatchedOption("--key");
    if (keyFile != null) {
      if (keyTyped) {
        throw wrong("wrong.two-keys", Map.of());
      }
      key = KeyFile.read(keyFile, words(), this::wrong);
    }
    if (key != null && key.length() < KeyFile.SHORTEST) {
      throw wrong("wrong.short-key", Map.of());
    }
    if (python != null && Executables.find(python.toString()).isEmpty()) {
      throw wrong("wrong.python", Map.of("python", python));
    }
    Path course = contentFolder();
    if (lang != null && !languages(course).contains(lang)) {
      throw wrong(
          "wrong.lang", Map.of("lang", lang, "known", String.join(", ", languages(course))));
    }
    Announcement says =
        new Announcement(language(), spec.commandLine().getOut(), spec.commandLine().getErr());
    if (keyTyped) {
      says.keyInSight();
    }
    int chosen = port != null ? port : DEFAULT_PORT;
    Binding.Attempt attempt = Binding.tryBind(address, chosen, Protocol.TCP);
    if (!attempt.succeeded()) {
      OptionalInt next =
          port == null ? Binding.nextFreePort(address, chosen, Protocol.TCP) : OptionalInt.empty();
      says.portTaken(attempt, next);
      if (next.isEmpty()) {
        return FAILED;
      }
      chosen = next.getAsInt();
    }
    return start(address, chosen, course, says);
  }

  private int start(InetAddress address, int chosen, Path course, Announcement says) {
    String secret = key != null ? key : RandomId.ofBytes(16);
    Site started;
    try {
      started =
          Site.start(
              new Settings(
                  address,
                  chosen,
                  secret,
                  lang,
                  course,
                  python,
                  UserFolders.cache(),
                  data != null ? data.toAbsolutePath() : UserFolders.data()));
    } catch (Site.BadCourse e) {
      e.problems().forEach(spec.commandLine().getErr()::println);
      return FAILED;
    } catch (JavalinBindException e) {
      // Somebody was faster between the attempt above and now.
      says.portTaken(Binding.tryBind(address, chosen, Protocol.TCP), OptionalInt.empty());
      return FAILED;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop"));
    if (Boolean.getBoolean("portside.under-maven")) {
      endWithMaven();
    }
    site = started;
    says.started(started, secret);
    if (!noOpen) {
      browser.accept(Announcement.link(started, started.ticket()));
    }
    Memory.giveBack(started::connected);
    if (ThisComputer.now().kindOf(address) != AddressKind.LOOPBACK) {
      practice.accept(new Practice(address, started.port(), started::firstPage));
    }
    return GOES_ON;
  }

  /**
   * Maven may die without a word to its child. {@code ProcessHandle.onExit} would tell of it, but
   * of a parent it looks ever more seldom, after some minutes every five seconds. And a Maven whose
   * end nobody has asked for yet still counts as alive; but an orphan has another parent at once
   * (on Windows it keeps the old one, which is then no longer alive).
   */
  private static void endWithMaven() {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            maven -> {
              ScheduledExecutorService watch =
                  Executors.newSingleThreadScheduledExecutor(
                      task -> {
                        Thread thread = new Thread(task, "watch over Maven");
                        thread.setDaemon(true);
                        return thread;
                      });
              watch.scheduleWithFixedDelay(
                  () -> {
                    boolean orphan = !ProcessHandle.current().parent().equals(Optional.of(maven));
                    if (orphan || !maven.isAlive()) {
                      System.exit(0);
                    }
                  },
                  MAVEN_WATCH_MILLIS,
                  MAVEN_WATCH_MILLIS,
                  TimeUnit.MILLISECONDS);
            });
  }

  private InetAddress address() {
    if (lan && host != null) {
      throw wrong("wrong.lan-and-host", Map.of());
    }
    String text = lan ? "0.0.0.0" : host == null || host.equals("localhost") ? LOOPBACK : host;
    Optional<InetAddress> address = IpAddresses.parse(text);
    if (address.isEmpty() || !ThisComputer.now().owns(address.get())) {
      throw wrong(
          "wrong.host",
          Map.of(
              "host",
              text,
              "addresses",
              ThisComputer.now().lanAddresses().stream()
                  .map(IpAddresses::text)
                  .collect(Collectors.joining(", ", "127.0.0.1, ", ""))
                  .replaceFirst(", $", "")));
    }
    return address.get();
  }

  private Path contentFolder() {
    if (content == null) {
      return Resources.folderOf("content/order.txt");
    }
    if (!Files.isRegularFile(content.resolve("order.txt"))) {
      throw wrong("wrong.content", Map.of("content", content));
    }
    return content;
  }

  /** The names of the texts; whether each lesson has them all, the check of the course tells. */
  private static Set<String> languages(Path course) {
    try (Stream<Path> files = Files.walk(course, 2)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .map(name -> name.substring(0, name.length() - ".md".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String language() {
    String wanted = lang != null ? lang : Terminal.here().lang();
    return wanted.equals("ko") ? "ko" : "en";
  }

  private Words words() {
    return Words.of("cli", language());
  }

  private ParameterException wrong(String key, Map<String, ?> values) {
    return wrong(words().get(key, values));
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
