package portside.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A folder in the system's temporary folder that only this user can enter, whatever others put
 * around it. It has a lock that its Portside holds until it ends, in whatever way; so the next one
 * can tell a folder that was left behind from one in use, also across containers that share the
 * temporary folder and number their processes alike.
 */
final class PrivateFolder implements AutoCloseable {
  static final String PREFIX = "portside-";
  static final String LOCK = "in-use";

  private static final int ATTEMPTS = 10;
  private static final System.Logger LOG = System.getLogger(PrivateFolder.class.getName());

  /**
   * The folders of this Java machine. To close a file gives up the locks that the whole process has
   * on it (<a href="https://man7.org/linux/man-pages/man2/fcntl_locking.2.html">fcntl</a>), so it
   * must not even look at its own. Guards all creation and tidying here.
   */
  private static final Set<Path> OURS = new HashSet<>();

  private final Path path;
  private final FileChannel lock;

  private PrivateFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Where Java puts temporary files. */
  static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /**
   * Makes one.
   *
   * @param temporary where
   * @param mark what the children of its Portside bear, so that they are found when it is left
   * @throws IOException when there is no place for files, or nobody can be kept out of it
   */
  static PrivateFolder in(Path temporary, Mark mark) throws IOException {
    synchronized (OURS) {
      for (int i = 0; i < ATTEMPTS; i++) {
        // The system makes it with its mode and under a new name, or not at all.
        Path path = Files.createTempDirectory(temporary.toAbsolutePath(), PREFIX);
        if (!isPrivate(path, Files.getOwner(path, LinkOption.NOFOLLOW_LINKS))) {
          throw new IOException("Others can enter a new folder in " + temporary);
        }
        Path file = path.resolve(LOCK);
        FileChannel lock =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // Who tidies up at this very moment may have been faster with the lock.
        if (lock.tryLock() != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          lock.write(ByteBuffer.wrap(mark.text().getBytes(StandardCharsets.US_ASCII)));
          OURS.add(path);
          return new PrivateFolder(path, lock);
        }
        lock.close();
      }
      throw new IOException("No folder in " + temporary + " stays");
    }
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  /** Whether it is still there; people empty their temporary folders. */
  boolean isThere() {
    return Files.isRegularFile(path.resolve(LOCK), LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes it and what is in it. */
  @Override
  public void close() {
    synchronized (OURS) {
      delete(path);
      try {
        lock.close();
      } catch (IOException closedAlready) {
        // then it is free
      }
      OURS.remove(path);
    }
  }

  /**
   * Deletes the folders of this user whose Portside has ended.
   *
   * @param temporary where they are
   * @param left gets the mark of each of them before, for what may still bear it: where a Portside
   *     and its keeper were killed in the same moment, nobody has ended their children
   */
  static void tidy(Path temporary, Consumer<Mark> left) {
    synchronized (OURS) {
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(temporary.toAbsolutePath(), PREFIX + "*")) {
        UserPrincipal user =
            temporary
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        for (Path path : found) {
          if (!OURS.contains(path) && isPrivate(path, user)) {
            deleteUnused(path, left);
          }
        }
      } catch (IOException | RuntimeException unreadable) {
        LOG.log(Level.DEBUG, "The temporary folder cannot be tidied", unreadable);
      }
    }
  }

  /** Whether it is a folder, no link to one, of that user, which nobody else can enter. */
  private static boolean isPrivate(Path path, UserPrincipal user) throws IOException {
    @Nullable PosixFileAttributeView posix =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user)
        && (posix == null // Windows gives each user a temporary folder of their own
            || posix
                .readAttributes()
                .permissions()
                .equals(PosixFilePermissions.fromString("rwx------")));
  }

  private static void deleteUnused(Path path, Consumer<Mark> left) {
    // Without its lock it is not one of these, or one in the moment of its birth.
    try (FileChannel file =
            FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock lock = file.tryLock()) {
      if (lock != null) {
        ByteBuffer text = ByteBuffer.allocate(Mark.LENGTH);
        file.read(text, 0);
        Mark.read(new String(text.array(), StandardCharsets.US_ASCII)).ifPresent(left);
        delete(path);
      }
    } catch (IOException notOurs) {
      // then it stays
    }
  }

  /** Deletes a folder, its lock last: what is left of it after a crash is found by it again. */
  private static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (!file.equals(folder.resolve(LOCK))) {
                Files.deleteIfExists(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed)
                throws IOException {
              if (visited.equals(folder)) {
                Files.deleteIfExists(folder.resolve(LOCK));
              }
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException stillUsed) {
      // Windows lets nobody delete what is open; the next start tries again.
    }
  }
}
