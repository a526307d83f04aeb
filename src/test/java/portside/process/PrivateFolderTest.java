package portside.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.Patience;

/** The folder of one Portside in the temporary folder of all users. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "modes and signals are those of POSIX")
class PrivateFolderTest {
  @TempDir Path temporary;

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.sorted().toList();
    }
  }

  /** A folder as a Portside leaves it that was killed: with a lock that nobody holds. */
  private Path abandoned(String name) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(PrivateFolder.PREFIX + name));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.createFile(folder.resolve(PrivateFolder.LOCK));
    Files.createDirectories(folder.resolve("programs-1/lesson-2"));
    Files.writeString(folder.resolve("programs-1/lesson-2/app.py"), "pass");
    return folder;
  }

  @Test
  void others_cannot_enter_it_and_nothing_of_it_stays() throws IOException {
    try (PrivateFolder folder = PrivateFolder.in(temporary, Mark.ofNewPortside())) {
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())));
      assertTrue(folder.isThere());
      Files.createDirectories(folder.path().resolve("a/b"));
      Files.writeString(folder.path().resolve("a/b/c"), "text");
    }
    assertEquals(List.of(), left());
  }

  @Test
  void a_folder_whose_portside_was_killed_goes_and_one_in_use_stays() throws IOException {
    abandoned("killed");
    try (PrivateFolder used = PrivateFolder.in(temporary, Mark.ofNewPortside())) {
      PrivateFolder.tidy(temporary, mark -> {});
      assertEquals(List.of(used.path()), left());
      PrivateFolder.tidy(temporary, mark -> {});
      assertTrue(used.isThere());
    }
  }

  @Test
  void only_what_portside_made_is_deleted() throws IOException {
    Path noLock = abandoned("without-lock");
    Files.delete(noLock.resolve(PrivateFolder.LOCK));
    Path open = abandoned("open");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createFile(elsewhere.resolve(PrivateFolder.LOCK));
    Path link =
        Files.createSymbolicLink(temporary.resolve(PrivateFolder.PREFIX + "link"), elsewhere);
    Path file = Files.writeString(temporary.resolve(PrivateFolder.PREFIX + "file"), "text");
    PrivateFolder.tidy(temporary, mark -> {});
    assertEquals(Stream.of(elsewhere, file, link, noLock, open).sorted().toList(), left());
  }

  @Test
  void what_a_link_inside_points_to_stays() throws IOException {
    Path precious = Files.createDirectory(temporary.resolve("precious"));
    Path file = Files.writeString(precious.resolve("file"), "text");
    Files.createSymbolicLink(abandoned("with-a-link").resolve("link"), precious);
    PrivateFolder.tidy(temporary, mark -> {});
    assertEquals(List.of(precious), left());
    assertTrue(Files.exists(file));
  }

  @Test
  void the_folder_of_another_user_stays() throws IOException {
    Path folder = abandoned("of-another");
    assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
    Files.setOwner(
        folder,
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    PrivateFolder.tidy(temporary, mark -> {});
    assertTrue(Files.exists(folder, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void the_next_start_deletes_what_a_killed_portside_has_left_and_not_what_a_living_one_has()
      throws Exception {
    try (StandIn living = StandIn.startIn(temporary, List.of(Scripts.PLAIN));
        StandIn killed = StandIn.startIn(temporary, List.of(Scripts.PLAIN))) {
      Path stays = folder(living);
      Path goes = folder(killed);
      killed.process.destroyForcibly();
      killed.awaitNothingLeft();
      assertTrue(Files.isDirectory(goes), "nobody else deletes it");
      try (StandIn next = StandIn.startIn(temporary, List.of())) {
        Patience.until(() -> goes + " is gone", () -> !Files.exists(goes));
        assertTrue(next.process.isAlive());
      }
      PrivateFolder.tidy(temporary, mark -> {}); // and has seen every folder by now
      assertTrue(Files.isDirectory(stays));
      living.process.getOutputStream().close(); // it ends in order
      Patience.until(() -> stays + " is gone", () -> !Files.exists(stays));
    }
  }

  private Path folder(StandIn portside) throws IOException {
    portside.type("folder\n");
    Patience.until(() -> "a folder", () -> portside.saidPart("folder /"));
    Path folder = Path.of(portside.texts("folder ").get(0)).getParent();
    assertEquals(temporary.toRealPath(), folder.getParent().toRealPath());
    return folder;
  }
}
