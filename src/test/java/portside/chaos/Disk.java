package portside.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import portside.testing.Patience;

/**
 * The disk under a Portside: its temporary folder and what it keeps. Where the user may mount one,
 * it is a small file system of its own (tmpfs(5)) that can be filled and be read-only; elsewhere it
 * is a folder, which can only be gone.
 */
final class Disk implements AutoCloseable {
  private static final String SIZE = "size=64m";
  private static final byte[] BLOCK = new byte[65_536];

  private final Path root;
  private final Path temporary;
  private final Path data;
  private final boolean own;

  /**
   * @param root an empty folder that becomes the disk
   */
  Disk(Path root) throws IOException {
    this.root = root;
    own = mount("-t", "tmpfs", "-o", SIZE, "tmpfs", root.toString());
    temporary = Files.createDirectory(root.resolve("temporary"));
    data = Files.createDirectory(root.resolve("data"));
  }

  /** Whether it is a file system of its own. */
  boolean own() {
    return own;
  }

  Path temporary() {
    return temporary;
  }

  Path data() {
    return data;
  }

  /** What is in the temporary folder, without what every Java leaves there; numbers as N. */
  List<String> files() {
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("hsperfdata"))
          .map(name -> name.replaceAll("[0-9]+", "N"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The temporary folder is away while something is done. */
  void gone(Runnable meanwhile) {
    Path away = root.resolve("away");
    try {
      Files.move(temporary, away);
      try {
        meanwhile.run();
      } finally {
        if (Files.exists(temporary)) {
          throw new AssertionError("the temporary folder was made again by somebody");
        }
        Files.move(away, temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a folder can go. */
  enum Going {
    /** To another name. */
    MOVED,
    /** From the disk; what comes back is a copy of it. */
    DELETED,
    /** With its disk: what is left is the empty folder that the disk was mounted on. */
    UNMOUNTED
  }

  /** The data folder is away while something is done. */
  void dataGone(Going going, Runnable meanwhile) {
    Path away = root.resolve("away");
    try {
      switch (going) {
        case MOVED -> Files.move(data, away);
        case DELETED -> {
          copy(data, away);
          delete(data);
        }
        case UNMOUNTED -> {
          // Another one over it hides it as well.
          if (!mount("-t", "tmpfs", "-o", SIZE, "tmpfs", data.toString())) {
            throw new AssertionError("nothing can be mounted over " + data);
          }
        }
      }
      try {
        meanwhile.run();
      } finally {
        if (going == Going.UNMOUNTED) {
          List<String> hidden = names(data);
          unmount(data);
          if (!hidden.isEmpty()) {
            throw new AssertionError("written where nobody finds it: " + hidden);
          }
        } else {
          Files.move(away, data);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** No byte more has a place while something is done. */
  void full(Runnable meanwhile) {
    Path filler = root.resolve("filler");
    try {
      fill(filler);
      try {
        meanwhile.run();
      } finally {
        Files.delete(filler);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(Path filler) throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(BLOCK);
      }
    } catch (IOException full) {
      if (Files.size(filler) < BLOCK.length) {
        throw full;
      }
    }
  }

  /**
   * Nothing more can be written while something is done, but to files that are open already: a
   * mount that is read-only lies over the folder (mount(8), bind).
   *
   * @param folder one of the two
   */
  void readOnly(Path folder, Runnable meanwhile) {
    String path = folder.toString();
    if (!mount("--bind", path, path) || !mount("-o", "remount,bind,ro", path)) {
      throw new AssertionError(path + " cannot be made read-only");
    }
    try {
      meanwhile.run();
    } finally {
      unmount(folder);
    }
  }

  private static boolean mount(String... arguments) {
    return ran(Stream.concat(Stream.of("mount"), Stream.of(arguments)).toList());
  }

  /** At once, whoever has files open or works there (umount(8), lazy). */
  private static void unmount(Path folder) {
    if (!ran(List.of("umount", "-l", folder.toString()))) {
      throw new AssertionError(folder + " stays mounted");
    }
  }

  private static boolean ran(List<String> line) {
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return Patience.untilEnded(process) == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  @Override
  public void close() {
    if (own) {
      unmount(root);
    }
  }
}
