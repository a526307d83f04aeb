package portside.editing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Knock;
import portside.net.ThisComputer;
import portside.process.Child;
import portside.process.Command;
import portside.process.Exit;
import portside.programs.Language;
import portside.programs.Listening;
import portside.programs.Program;
import portside.programs.Programs;

/** One checking of a task: the program is really started, asked, and ended. */
final class TaskRun {
  private static final Duration TO_ITS_END = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration DOOR = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int LINES = 12;
  private static final int MOST_BYTES = 100_000;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

  private final Programs programs;
  private final Program program;
  private final Deque<String> output = new ArrayDeque<>(); // guarded by itself

  private volatile String folder = "";

  /**
   * @param program as its reader has it now
   */
  TaskRun(Programs programs, Program program) {
    this.programs = programs;
    this.program = program;
  }

  /**
   * Checks a task.
   *
   * @throws IOException when it cannot be started here
   * @throws InterruptedException when the waiting thread is interrupted
   */
  Finding check(Task task) throws IOException, InterruptedException {
    folder = ownFolder();
    Finding last = Finding.of("nothing", Map.of());
    List<Check.Answers> answers = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Check check : task.checks()) {
      if (check instanceof Check.Answers asked) {
        answers.add(asked); // one start serves all of them
        continue;
      }
      if (check instanceof Check.Prints prints) {
        texts.add(prints.text());
        continue;
      }
      last = one(check);
      if (!last.solved()) {
        return last.with(lines());
      }
    }
    if (!texts.isEmpty()) {
      last = prints(texts);
    }
    return (answers.isEmpty() ? last : answers(answers)).with(lines());
  }

  /** Where its copy lies is of no use to a reader. */
  private String ownFolder() throws IOException, InterruptedException {
    return programs.folder(program) + File.separator;
  }

  private Finding one(Check check) throws IOException, InterruptedException {
    if (check instanceof Check.Listens listens) {
      return listens(listens.toNetwork());
    }
    return tellsCaller();
  }

  // To its end

  private Finding prints(List<String> texts) throws IOException, InterruptedException {
    Program any =
        program.language() == Language.JAVA
            ? program
            : program.with(programs.pythons().with().orElseThrow(() -> new IOException("python")));
    try (Child child = start(programs.plain(any, List.of()).command())) {
      Optional<Exit> exit = child.awaitExit(TO_ITS_END);
      if (exit.isEmpty()) {
        return Finding.of("no-end", Map.of("seconds", String.valueOf(TO_ITS_END.toSeconds())));
      }
      if (exit.get().signal().isPresent() || exit.get().code() != 0) {
        return Finding.of("broke", Map.of());
      }
    }
    for (String text : texts) {
      if (lines().stream().noneMatch(line -> line.contains(text))) {
        return Finding.of("not-printed", Map.of("text", text));
      }
    }
    return Finding.solved("printed", Map.of("text", texts.get(0)));
  }

  // As a server

  private Finding answers(List<Check.Answers> all) throws IOException, InterruptedException {
    int port = free(IpAddresses.LOOPBACK);
    Finding last = Finding.of("nothing", Map.of());
    try (Child child = serve(IpAddresses.LOOPBACK, port)) {
      for (Check.Answers asked : all) {
        Optional<Answer> came = ask(child, IpAddresses.LOOPBACK, port, asked.path());
        if (came.isEmpty()) {
          return notStarted();
        }
        Answer answer = came.get();
        Map<String, String> values =
            Map.of(
                "path", asked.path(),
                "wanted", String.valueOf(asked.status()),
                "status", String.valueOf(answer.status()),
                "text", asked.text());
        if (answer.status() != asked.status()) {
          return Finding.of("other-status", values);
        }
        if (!answer.body().contains(asked.text())) {
          return Finding.of("other-text", values);
        }
        last = Finding.solved("answered", values);
      }
    }
    return last;
  }

  private Finding tellsCaller() throws IOException, InterruptedException {
    Finding last = Finding.of("nothing", Map.of());
    List<InetAddress> doors = new ArrayList<>(List.of(IpAddresses.LOOPBACK));
    if (ThisComputer.now().hasIpv6()) { // the same from another address, which nobody else reaches
      doors.add(IpAddresses.parse("::1").orElseThrow());
    }
    for (InetAddress door : doors) {
      int port = free(door);
      try (Child child = serve(door, port)) {
        Optional<Answer> came = ask(child, door, port, "/");
        if (came.isEmpty()) {
          return notStarted();
        }
        // Java writes ::1 in full (Inet6Address.getHostAddress)
        String caller = IpAddresses.text(door);
        String body = came.get().body();
        if (!body.contains(caller) && !body.contains(door.getHostAddress())) {
          return Finding.of("other-caller", Map.of("caller", caller));
        }
        last = Finding.solved("caller", Map.of("caller", caller));
      }
    }
    return last;
  }

  // By itself

  private Finding listens(boolean toNetwork) throws IOException, InterruptedException {
    try (Child child = start(programs.plain(program, List.of()).command())) {
      List<InetSocketAddress> found = Listening.await(child, Child.START_PATIENCE);
      if (found.isEmpty()) {
        return notStarted();
      }
      InetSocketAddress at = found.get(0);
      String where = IpAddresses.inUrl(at.getAddress()) + ":" + at.getPort();
      boolean open = found.stream().anyMatch(each -> !each.getAddress().isLoopbackAddress());
      Optional<InetAddress> lan = ThisComputer.now().lanAddresses().stream().findFirst();
      boolean reached =
          lan.isPresent()
              && Knock.at(lan.get(), at.getPort(), "/", DOOR).answer() == Knock.Answer.ANSWERED;
      Map<String, String> values =
          Map.of("where", where, "door", lan.map(IpAddresses::text).orElse(""));
      if (!toNetwork) {
        return open || reached
            ? Finding.of("still-open", values)
            : Finding.solved("closed", values);
      }
      if (!open) {
        return Finding.of("still-closed", values);
      }
      if (lan.isEmpty()) {
        return Finding.solved("open-without-network", values);
      }
      return reached ? Finding.solved("open", values) : Finding.of("open-not-reached", values);
    }
  }

  // What they have in common

  private record Answer(int status, String body) {}

  private Child serve(InetAddress host, int port) throws IOException, InterruptedException {
    return start(programs.server(program, host, port, false).command());
  }

  private Child start(Command command) throws IOException {
    return programs.children().start(command, (stream, text) -> print(text));
  }

  private void print(String line) {
    String text = folder.isEmpty() ? line : line.replace(folder, "");
    synchronized (output) {
      if (output.size() == LINES) {
        output.removeFirst();
      }
      output.addLast(text);
    }
  }

  private List<String> lines() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  private Finding notStarted() {
    boolean taken = lines().stream().anyMatch(line -> line.contains("in use"));
    return Finding.of(taken ? "port-taken" : "not-started", Map.of());
  }

  private static int free(InetAddress at) throws IOException {
    return Binding.portForAProgram(at).orElseThrow(() -> new IOException("no port"));
  }

  /** Knocks until it listens; empty when it ends before that, or says nothing. */
  private static Optional<Answer> ask(Child child, InetAddress host, int port, String path)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + IpAddresses.inUrl(host) + ":" + port + path))
            .timeout(ANSWER)
            .build();
    long end = System.nanoTime() + Child.START_PATIENCE.toNanos();
    while (System.nanoTime() < end && child.awaitExit(PAUSE).isEmpty()) {
      try {
        HttpResponse<InputStream> answer =
            HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
          byte[] read = body.readNBytes(MOST_BYTES);
          return Optional.of(
              new Answer(answer.statusCode(), new String(read, StandardCharsets.UTF_8)));
        }
      } catch (ConnectException notYet) {
        // it does not listen yet
      } catch (IOException noAnswer) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
