package portside.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portside.CourseCheck;
import portside.Standard;
import portside.experiments.Register;
import portside.lesson.reading.CourseReader;
import portside.lesson.reading.Problem;
import portside.lesson.reading.ProgramCheck;
import portside.net.IpAddresses;
import portside.page.Words;
import portside.process.Children;
import portside.programs.Programs;

/** {@code portside check}: every problem of a course at once. */
@Command(name = "check", mixinStandardHelpOptions = true)
public final class Check implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "DIR")
  @Nullable Path folder;

  @Option(names = "--python", paramLabel = "PATH")
  @Nullable Path python;

  @Option(names = "--lang", paramLabel = "CODE")
  @Nullable String lang;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String language =
        Workbench.language(
            lang,
            Terminal.here(),
            sentence -> new ParameterException(spec.commandLine(), sentence));
    Words words = Words.of("cli", language);
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
      tried.skipped().forEach(each -> out.println(words.get("check.skipped." + each)));
      out.println(
          switch (problems.size()) {
            case 0 -> words.get("check.fine", Map.of("folder", content));
            case 1 -> words.get("check.problem");
            default -> words.get("check.problems", Map.of("count", problems.size()));
          });
      return problems.isEmpty() ? 0 : 1;
    }
  }
}
