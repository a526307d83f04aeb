package portside;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Computers with an odd disk, network, clock or Java: all that the other two do not have. */
final class OddComputerIT extends EveryComputer {
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "COMPLETE",
        "NO_IPV6",
        "NO_NETWORK",
        "NO_CURL",
        "NO_PYTHON",
        "FEW_FILES",
        "UNPRIVILEGED"
      })
  void every_experiment_says_what_is_right_there(Computer computer) throws Exception {
    assertRight(computer);
  }
}
