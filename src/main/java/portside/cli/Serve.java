package portside.cli;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.net.ThisComputer;
import portside.page.Resources;
import portside.process.Executables;

/** {@code portside serve}, the default: serves the site until somebody stops it. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Serve the lessons (the default).")
public class Serve implements Callable<Integer> {
  /** The site runs in its own threads; nothing to report yet. */
  public static final int GOES_ON = -1;

  public static final int DEFAULT_PORT = 7070;

  private static final String LOOPBACK = "127.0.0.1";
  private static final int FAILED = 1;
  private static final long MAVEN_WATCH_MILLIS = 250;

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on, 0 to 65535 (default: 7070, or the next free one).")
  @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address of this computer to listen on (default: 127.0.0.1).")
  @Nullable String host;

  @Option(
      names = "--lan",
      description = "Listen on every address, IPv6 too, so that other devices may read along.")
  boolean lan;

  @Option(
      names = "--lang",
      paramLabel = "CODE",
      description = "Language for readers whose browser asks for none of the course's: ko or en.")
  @Nullable String lang;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = "${env:PORTSIDE_KEY}",
      description =
          "The secret that makes a browser on this computer the host, at least 8 characters "
              + "(default: PORTSIDE_KEY, or else a new one at each start). Others can read it in the "
              + "list of processes: prefer PORTSIDE_KEY or --key-file.")
  @Nullable String key;

  @Option(
      names = "--key-file",
      paramLabel = "PATH",
      description = "File with that secret in it, which only you may read.")
  @Nullable Path keyFile;

  @Option(names = "--content", paramLabel = "DIR", description = "Folder of another course.")
  @Nullable Path content;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = "Python to run the lessons' programs with (default: one that has Flask).")
  @Nullable Path python;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder for what is kept of a class (default: this user's folder for data, as "
              + "~/.local/share/portside).")
  @Nullable Path data;

  @Option(names = "--no-open", description = "Do not open the browser.")
  boolean noOpen;

  @Override
  public Integer call() {
    InetAddress address = address();
    if (port != null && (port < 0 || port > 65_535)) {
      throw wrong("--port takes a number from 0 to 65535, not " + port + ".");
    }
    boolean keyTyped = spec.commandLine().getParseResult().hasMatchedOption("--key");
    if (keyFile != null) {
      if (keyTyped) {
        throw wrong("--key and --key-file both give the key: choose one of them.");
      }
      key = KeyFile.read(keyFile, this::wrong);
    }
    if (key != null && key.length() < KeyFile.SHORTEST) {
      throw wrong("--key is too short: whoever guesses it is the host. Use 8 characters or more.");
    }
    if (python != null && Executables.find(python.toString()).isEmpty()) {
      throw wrong("--python " + python + " is no program that can be run.");
    }
    Path course = contentFolder();
    if (lang != null && !languages(course).contains(lang)) {
      throw wrong("--lang " + lang + ": the course has " + languages(course) + ".");
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
    Site site;
    try {
      site =
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
    Runtime.getRuntime().addShutdownHook(new Thread(site::close, "stop"));
    if (Boolean.getBoolean("portside.under-maven")) {
      endWithMaven();
    }
    String link = says.started(site, secret);
    if (!noOpen) {
      Browser.open(link);
    }
    Memory.giveBack();
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
      throw wrong("--lan listens on every address and --host on one: choose one of them.");
    }
    String text = lan ? "0.0.0.0" : host == null || host.equals("localhost") ? LOOPBACK : host;
    Optional<InetAddress> address = IpAddresses.parse(text);
    if (address.isEmpty() || !ThisComputer.now().owns(address.get())) {
      throw wrong(
          "--host "
              + text
              + " is not an address of this computer. It has 127.0.0.1 and "
              + ThisComputer.now().lanAddresses().stream().map(IpAddresses::text).toList()
              + ".");
    }
    return address.get();
  }

  private Path contentFolder() {
    if (content == null) {
      return Resources.folderOf("content/order.txt");
    }
    if (!Files.isRegularFile(content.resolve("order.txt"))) {
      throw wrong("--content " + content + " has no order.txt, which names the lessons in order.");
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

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
