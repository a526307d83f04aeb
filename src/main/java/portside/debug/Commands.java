package portside.debug;

import java.util.ArrayList;
import java.util.List;
import portside.process.Command;

/** Changes how a program is started. */
final class Commands {
  private Commands() {}

  /** The same command with more options right after the program. */
  static Command inserted(Command command, List<String> options) {
    List<String> line = new ArrayList<>(command.line());
    line.addAll(1, options);
    return new Command(line, command.environment(), command.directory());
  }
}
