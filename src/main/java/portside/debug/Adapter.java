package portside.debug;

import java.io.IOException;
import java.util.List;
import portside.process.Child;

/**
 * A program under a debugger. The methods are the requests of the Debug Adapter Protocol
 * (microsoft.github.io/debug-adapter-protocol). The program waits for {@link #configurationDone}
 * before its first line. Every method throws {@link IOException} when the program or its debugger
 * is gone; the listener hears of that end by itself.
 */
public interface Adapter extends AutoCloseable {
  /** How long any single request may take. */
  java.time.Duration PATIENCE = java.time.Duration.ofSeconds(10);

  /** What debugs, with its version, such as {@code debugpy 1.6.3}. */
  String name();

  /** The program's process. */
  Child child();

  /**
   * Replaces all breakpoints. Their conditions have been read before, {@link Debuggers#readJava}.
   *
   * @return what became of them, in the same order
   */
  List<Placed> setBreakpoints(List<Breakpoint> breakpoints) throws IOException;

  /** Whether to stop where an exception leaves the program's own code, or ends the program. */
  void setExceptionBreakpoints(boolean stop) throws IOException;

  /** Lets the program begin. */
  void configurationDone() throws IOException;

  /** Goes on until the next stop; the request {@code continue}. */
  void resume() throws IOException;

  /** Steps over: the next line of this function. */
  void next() throws IOException;

  /** Steps into the function that is called next. */
  void stepIn() throws IOException;

  /** Goes on until this function has returned. */
  void stepOut() throws IOException;

  /** Stops a running program; {@link AdapterListener#stopped} follows. Nothing when it stands. */
  void pause() throws IOException;

  /** The call stack of the thread that stands. */
  CallStack stackTrace() throws IOException;

  /**
   * The variables of a frame.
   *
   * @param frame its place in {@link #stackTrace}, from 0
   */
  Variables variables(int frame) throws IOException;

  /**
   * The value of an expression in a frame.
   *
   * @param frame its place in {@link #stackTrace}, from 0
   */
  String evaluate(int frame, String expression) throws IOException, NotEvaluated;

  /** Ends the program and its debugger; returns when nothing is left. */
  @Override
  void close();
}
