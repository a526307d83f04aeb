package portside.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ExecutablesTest {
  @TempDir Path first;
  @TempDir Path second;

  private String path() {
    return String.join(File.pathSeparator, "", "no-such-place", first + "", second + "");
  }

  private static Path program(Path directory, String name) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  @Test
  void the_first_on_the_path_wins() throws IOException {
    program(second, "tool");
    Path winner = program(first, "tool");
    assertEquals(Optional.of(winner), Executables.find("tool", path(), ""));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void what_may_not_be_executed_and_directories_are_passed_over() throws IOException {
    Files.writeString(first.resolve("tool"), "");
    Files.createDirectory(first.resolve("other"));
    Path tool = program(second, "tool");
    Path other = program(second, "other");
    assertEquals(Optional.of(tool), Executables.find("tool", path(), ""));
    assertEquals(Optional.of(other), Executables.find("other", path(), ""));
  }

  @Test
  void windows_endings_are_tried_in_their_order() throws IOException {
    program(first, "tool"); // no program there
    program(first, "tool.BAT");
    Path exe = program(first, "tool.EXE");
    assertEquals(Optional.of(exe), Executables.find("tool", path(), ".COM;.EXE;.BAT"));
    assertEquals(Optional.of(exe), Executables.find("tool.EXE", path(), ".com;.exe;.bat"));
  }

  @Test
  void what_is_not_there_is_empty() {
    assertEquals(Optional.empty(), Executables.find("tool", path(), ""));
    assertEquals(Optional.empty(), Executables.find("", path(), ""));
    assertEquals(Optional.empty(), Executables.find("bad\0name", path(), ""));
  }

  @Test
  void a_path_is_only_checked() throws IOException {
    Path tool = program(first, "tool");
    assertEquals(Optional.of(tool), Executables.find(tool.toString(), "", ""));
    assertEquals(Optional.empty(), Executables.find(first.resolve("none").toString(), "", ""));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_shell_is_found_on_this_computer() {
    assertTrue(Executables.find("sh").isPresent());
  }
}
