package portside.process;

import java.util.List;

/**
 * Shell scripts that are hard to get rid of. Each says {@code up PID} when the process that must
 * not stay is there.
 */
final class Scripts {
  private static final String UP = "echo up $$; exec sleep 1000";

  private static final String UNTIL_INPUT_ENDS = "while read line; do :; done";

  static final String PLAIN = UP;
  static final String OWN_SESSION = "setsid sh -c '" + UP + "' & wait";
  static final String NOHUP_IN_OWN_SESSION = "setsid nohup sh -c '" + UP + "' & wait";
  static final String DOUBLE_FORK = "(setsid sh -c '" + UP + "' &) ; " + UNTIL_INPUT_ENDS;
  static final String STOPPED = "echo up $$; kill -STOP $$";
  static final String DEAF =
      "trap 'echo heard' TERM; trap '' INT HUP; echo up $$; while :; do sleep 1000; done";
  static final String RELOADER = "trap '' TERM; while :; do sh -c '" + UP + "'; done";
  static final String WITHOUT_ENVIRONMENT = "env -i sh -c '" + UP + "' & wait";

  /** Its process without an environment becomes an orphan at the end of standard input. */
  static final String ORPHAN_WITHOUT_ENVIRONMENT =
      "env -i setsid sh -c '" + UP + "' & " + UNTIL_INPUT_ENDS;

  /**
   * Bears no mark and has no parent before anybody looks for members; only its output is
   * Portside's. Its ancestors end as soon as it has said that it is up and they have been told that
   * they were started, since what ends before that cannot be seen.
   */
  static final String ESCAPED =
      "exec 4>&1; (env -i setsid sh -c '"
          + "echo up $$ >&4; echo; exec >&4 4>&-; exec sleep 1000' &) | read line; read started";

  static final List<String> STUBBORN =
      List.of(PLAIN, OWN_SESSION, NOHUP_IN_OWN_SESSION, DOUBLE_FORK, STOPPED, DEAF, RELOADER);

  private Scripts() {}

  static Command command(String script) {
    return Command.of("sh", "-c", script);
  }
}
