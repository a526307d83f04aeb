package portside;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Computers that lack a program, open files or rights. */
final class BareComputerIT extends EveryComputer {
  @ParameterizedTest
  @EnumSource(names = {"NO_CURL", "NO_PYTHON", "FEW_FILES", "UNPRIVILEGED"})
  void every_experiment_says_what_is_right_there(Computer computer) throws Exception {
    assertRight(computer);
  }
}
