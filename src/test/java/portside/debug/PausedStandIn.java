package portside.debug;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import portside.process.Children;
import portside.programs.Language;
import portside.programs.Program;
import portside.programs.Programs;
import portside.testing.LessonPython;

/**
 * A Portside that only debugs: it stops a program at a breakpoint, says {@code pid N} for every
 * process of it and then {@code paused}, and waits to be killed.
 */
final class PausedStandIn {
  private PausedStandIn() {}

  public static void main(String[] args) throws Exception {
    Language language = Language.valueOf(args[0].toUpperCase(Locale.ROOT));
    Children children = new Children();
    Programs programs = new Programs(Path.of("content"), children, null);
    Heard heard = new Heard();
    boolean java = language == Language.JAVA;
    Program program =
        Program.of("average", language).in("debugger").with(java ? null : LessonPython.ensure());
    var command = programs.plain(program, List.of()).command();
    Adapter adapter =
        java
            ? Debuggers.java(children, command, "Average", heard)
            : Debuggers.python(children, command, programs.file(program), heard);
    adapter.setBreakpoints(List.of(new Breakpoint(java ? 6 : 4, "")));
    adapter.configurationDone();
    heard.stop();
    adapter.child().family().forEach(process -> System.out.println("pid " + process.pid()));
    System.out.println("paused");
    Thread.currentThread().join();
  }
}
