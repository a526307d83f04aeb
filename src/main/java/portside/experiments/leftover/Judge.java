package portside.experiments.leftover;

import java.util.Optional;
import java.util.Set;
import portside.experiments.Echo;
import portside.net.Holder;
import portside.net.PortHolders;
import portside.net.Protocol;

/** Judges a PID that the reader found. */
final class Judge {
  private static final int LONGEST = 20;

  private Judge() {}

  /** What the number stands for; one of the program's own counts as found from now on. */
  static LeftoverEvidence.Guess judge(String typed, Leftbehind program) {
    String text = typed.strip();
    return new LeftoverEvidence.Guess(
        Echo.of(text, LONGEST),
        text.matches("[0-9]+") ? verdict(number(text), program) : "no-number");
  }

  /** What is longer is nobody's, here as 0: a PID is at most 32 bits wide on every system. */
  private static long number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException tooLarge) {
      return 0;
    }
  }

  private static String verdict(long pid, Leftbehind program) {
    Optional<String> role = program.role(pid);
    if (role.isPresent()) {
      program.find(pid);
      Set<Long> alive = program.alive();
      if (!alive.contains(pid)) {
        return "ended";
      }
      boolean alone = alive.size() == 1 && !role.get().equals("program");
      return alone ? role.get() + "-alone" : role.get();
    }
    if (pid == ProcessHandle.current().pid()) {
      return "portside";
    }
    if (PortHolders.atBothEnds(program.port(), Protocol.TCP).stream()
        .anyMatch(h -> isClient(h, pid, program.port()))) {
      return "client";
    }
    return ProcessHandle.of(pid).isPresent() ? "other" : "nobody";
  }

  private static boolean isClient(Holder holder, long pid, int port) {
    return holder.pid().orElse(-1) == pid && holder.remotePort().orElse(0) == port;
  }
}
