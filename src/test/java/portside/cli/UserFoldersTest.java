package portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the cache is, on systems that stand for themselves: nothing of it is made here. */
final class UserFoldersTest {
  private static Path cache(String system, Map<String, String> environment) {
    return UserFolders.cache(environment, system, "/home/java");
  }

  @Test
  void the_variable_of_xdg_comes_first_where_it_is_absolute() {
    assertEquals(Path.of("/x/portside"), cache("Linux", Map.of("XDG_CACHE_HOME", "/x")));
    assertEquals(
        Path.of("/home/mina/.cache/portside"),
        cache("Linux", Map.of("XDG_CACHE_HOME", "x", "HOME", "/home/mina")));
  }

  @Test
  void each_system_has_its_own_folder() {
    assertEquals(Path.of("/home/java/.cache/portside"), cache("Linux", Map.of()));
    assertEquals(
        Path.of("/Users/mina/Library/Caches/portside"),
        cache("Mac OS X", Map.of("HOME", "/Users/mina")));
    assertEquals(Path.of("/local/portside"), cache("Windows 11", Map.of("LOCALAPPDATA", "/local")));
  }
}
