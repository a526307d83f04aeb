package portside;

import java.util.Arrays;
import java.util.stream.Stream;

/** Computers with an odd disk, network, clock or Java: all that the other two do not have. */
final class OddComputerIT extends EveryComputer {
  static Stream<Computer> computers() {
    return Arrays.stream(Computer.values()).filter(one -> one.compareTo(Computer.READ_ONLY) >= 0);
  }
}
