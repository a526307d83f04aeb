package portside;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import portside.cli.Check;
import portside.cli.Doctor;
import portside.cli.ListCommand;
import portside.cli.RunCommand;
import portside.cli.Serve;
import portside.cli.Terminal;
import portside.cli.Usage;
import portside.web.Front;

/** The command line. Without a subcommand it serves the site. */
@Command(
    name = "portside",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false)
public final class Main extends Serve {
  private Main() {}

  /** Starts Portside. */
  public static void main(String[] args) throws InterruptedException {
    CountDownLatch logging = new CountDownLatch(1);
    Thread preload = new Thread(() -> preload(args, logging), "preload");
    preload.setDaemon(true);
    preload.start();
    Terminal terminal = Terminal.here();
    // To read what the commands are takes as long as what the site's own options are.
    CommandLine line = dressed(new CommandLine(new Main()), terminal);
    if (!isFor(line, args)) {
      line = commandLine(terminal);
    }
    logging.await();
    int code = line.execute(args);
    // The site goes on in its own threads; only a command that has ended ends the program.
    if (code != Serve.GOES_ON) {
      System.exit(code);
    }
  }

  /** What a second core gets ready while the first reads what may be typed. */
  private static void preload(String[] args, CountDownLatch logging) {
    try {
      // Two threads that log for the first time make the logging complain in the terminal.
      System.getLogger(Main.class.getName()).isLoggable(System.Logger.Level.ERROR);
    } finally {
      logging.countDown();
    }
    if (args.length == 0 || args[0].startsWith("-") || args[0].equals("serve")) {
      Front.preload();
    }
  }

  static CommandLine commandLine() {
    return commandLine(Terminal.here());
  }

  /** The command line as that terminal speaks and shows it. */
  static CommandLine commandLine(Terminal terminal) {
    CommandLine line = new CommandLine(new Main());
    Stream.of(
            new Check(),
            new RunCommand(),
            new ListCommand(),
            new Doctor(),
            new AutoComplete.GenerateCompletion())
        .forEach(line::addSubcommand);
    return dressed(line.addSubcommand("serve", new Serve()), terminal);
  }

  /** What picocli passes on to the commands that are there by now. */
  private static CommandLine dressed(CommandLine line, Terminal terminal) {
    line.setOut(Terminal.out()).setErr(Terminal.err()).setCaseInsensitiveEnumValuesAllowed(true);
    Usage.speak(line, terminal);
    return line;
  }

  /** Whether it understands what was typed, and nobody asks what else may be. */
  private static boolean isFor(CommandLine line, String... args) {
    try {
      return !line.parseArgs(args).isUsageHelpRequested();
    } catch (CommandLine.ParameterException unknown) {
      return false;
    }
  }

  /** The version of this Portside, such as {@code 0.1.0}. */
  static String version() {
    try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Portside " + version(),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name")
      };
    }
  }
}
