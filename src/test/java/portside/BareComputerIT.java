package portside;

import java.util.stream.Stream;

/** Computers that lack a program, open files or rights. */
final class BareComputerIT extends EveryComputer {
  static Stream<Computer> computers() {
    return Stream.of(
        Computer.NO_CURL, Computer.NO_PYTHON, Computer.FEW_FILES, Computer.UNPRIVILEGED);
  }
}
