package portside.programs;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Exit;

/**
 * What Java keeps of the classes that a server of the lessons loads, so that the next one starts
 * sooner (java(1), "Application Class Data Sharing"). It is made once for each Java and each
 * Portside, some seconds after the first server was wanted, by what the cache names. Where it
 * cannot be made, programs start without it; what cannot be used, Java leaves aside. Java keeps
 * classes of jars only: a Portside that runs from folders, under Maven, makes none.
 */
final class ClassArchive implements AutoCloseable {
  /** The first answer is not to wait for it. */
  private static final Duration LATER = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NAME = "java-";
  private static final String END = ".jsa";

  /** Of other Javas and other versions of Portside that may still be in use. */
  private static final int KEPT = 3;

  private static final System.Logger LOG = System.getLogger(ClassArchive.class.getName());

  private final Children children;
  private final @Nullable ClassCache cache;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile boolean closed;
  private volatile @Nullable String begin;
  private volatile @Nullable Path checked;
  private volatile long checkedLength;

  /**
   * @param cache where it is kept; null for no archive at all
   */
  ClassArchive(Children children, @Nullable ClassCache cache) {
    this.children = children;
    this.cache = cache;
  }

  /** The archive for the next server. Where there is none yet, it is made later. */
  Optional<Path> wanted() {
    ClassCache keeps = cache;
    if (keeps == null || closed || !JavaCommands.runsFromJars()) {
      return Optional.empty();
    }
    Optional<Path> found = sound(keeps);
    if (found.isPresent()) {
      return found;
    }
    if (asked.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(LATER.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> makeQuietly(keeps));
    }
    return Optional.empty();
  }

  private void makeQuietly(ClassCache keeps) {
    try {
      if (!closed) {
        make(keeps);
      }
    } catch (IOException | IllegalStateException cannot) {
      LOG.log(Level.DEBUG, "Java keeps no classes of the lessons' programs", cannot);
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Makes it, which takes a second or two.
   *
   * @throws IOException when there is no place for it
   */
  private void make(ClassCache keeps) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(keeps.folder());
    Path fresh = folder.resolve(NAME + ProcessHandle.current().pid() + ".new");
    List<String> line = new ArrayList<>(List.of(JavaCommands.java()));
    line.add("-Djava.net.preferIPv4Stack=true");
    line.addAll(JavaCommands.shortLife());
    line.addAll(List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + fresh));
    line.addAll(List.of("-cp", JavaCommands.runningClassPath(), keeps.warmUp().getName()));
    try (Child child = children.start(Command.of(line).in(folder))) {
      Optional<Exit> exit = child.awaitExit(PATIENCE);
      if (exit.isEmpty() || exit.get().code() != 0 || !Files.isRegularFile(fresh)) {
        return;
      }
      Path made = folder.resolve(begin() + sum(fresh) + END);
      Files.move(fresh, made, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    removeOld(folder);
  }

  private static void removeOld(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> newestFirst =
          files
              .filter(one -> one.getFileName().toString().endsWith(END))
              .sorted(Comparator.comparing((Path one) -> one.toFile().lastModified()).reversed())
              .toList();
      for (Path old : newestFirst.stream().skip(KEPT).toList()) {
        Files.deleteIfExists(old);
      }
    }
  }

  /**
   * The archive that is there, if it is whole: its name holds the sum of its bytes. Java looks only
   * at its head, and breaks on one that was cut off (seen with 17).
   */
  private Optional<Path> sound(ClassCache keeps) {
    Path known = checked;
    if (known != null && known.toFile().length() == checkedLength) {
      return Optional.of(known);
    }
    try (Stream<Path> files = Files.list(keeps.folder())) {
      for (Path one : files.filter(this::isOfThisJava).toList()) {
        if (one.getFileName().toString().equals(begin() + sum(one) + END)) {
          checkedLength = one.toFile().length();
          checked = one;
          return Optional.of(one);
        }
      }
    } catch (IOException | UncheckedIOException none) {
      // then there is none to use
    }
    return Optional.empty();
  }

  private boolean isOfThisJava(Path one) {
    String name = one.getFileName().toString();
    return name.startsWith(begin()) && name.endsWith(END);
  }

  private static String sum(Path file) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] part = new byte[1 << 16];
    try (InputStream in = new FileInputStream(file.toFile())) {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        sum.update(part, 0, read);
      }
    }
    return Long.toHexString(sum.getValue());
  }

  /** How its name begins: after all that it depends on; Java looks at the same, and refuses. */
  private String begin() {
    String known = begin;
    if (known == null) {
      StringBuilder on = new StringBuilder();
      on.append(System.getProperty("java.home")).append('\n');
      on.append(System.getProperty("java.vm.version")).append('\n');
      for (String jar : JavaCommands.runningClassPath().split(File.pathSeparator)) {
        File stand = new File(jar);
        on.append(jar).append(' ').append(stand.length()).append(' ').append(stand.lastModified());
      }
      known = NAME + hash(on.toString()) + "-";
      begin = known;
    }
    return known;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Makes none any more. */
  @Override
  public void close() {
    closed = true;
  }
}
