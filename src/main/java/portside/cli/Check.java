package portside.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portside.CourseCheck;
import portside.Standard;
import portside.experiments.Register;
import portside.lesson.reading.CourseReader;
import portside.lesson.reading.Problem;
import portside.lesson.reading.ProgramCheck;
import portside.net.IpAddresses;
import portside.process.Children;
import portside.programs.Programs;

/** {@code portside check}: every problem of a course at once. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Check a course: prints every problem as path:line: what is wrong; what to do. "
            + "Exit code 1 when there is one.")
public final class Check implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "Folder of the course (default: ./content, else the one inside).")
  @Nullable Path folder;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = "Python to try the lessons' programs with (default: one that has Flask).")
  @Nullable Path python;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path content = folder != null ? folder : Workbench.defaultFolder();
    try (Children children = new Children();
        Programs programs = new Programs(content, children, python)) {
      Register register = Standard.experiments(children, programs, IpAddresses.LOOPBACK);
      CourseReader.Reading read = CourseCheck.read(content, register);
      ProgramCheck.Tried tried = ProgramCheck.check(read.course(), programs);
      List<Problem> problems =
          Stream.concat(read.problems().stream(), tried.problems().stream()).sorted().toList();
      PrintWriter out = spec.commandLine().getOut();
      problems.forEach(out::println);
      tried.skipped().forEach(out::println);
      out.println(
          switch (problems.size()) {
            case 0 -> content + " is fine.";
            case 1 -> "1 problem.";
            default -> problems.size() + " problems.";
          });
      return problems.isEmpty() ? 0 : 1;
    }
  }
}
