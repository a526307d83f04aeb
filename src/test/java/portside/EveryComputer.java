package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portside.page.Json;
import portside.process.Child;
import portside.process.Executables;
import portside.testing.Campaign;
import portside.testing.Devices;
import portside.testing.Java;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/**
 * Computers as students have them: the finished jar does all experiments on each, and what comes
 * out is compared with a table of what is right. Nothing of what such a computer lacks may end in a
 * failure, in a line of the terminal, or in a sentence that is not the page's.
 */
abstract class EveryComputer {
  private static final String KEY = "a-key-for-the-tests";
  private static final String SITE = "http://127.0.0.1:7070";

  /** One of each kind that only shows something. */
  private static final List<String> PAGES =
      Stream.of(
              "/ko/",
              "/ko/debugger",
              "/ko/flask",
              "/ko/wildcard/present",
              "/ko/glossary",
              "/ko/search?q=bind",
              "/ko/clinic",
              "/ko/found",
              "/experiments/debugger",
              "/room",
              "/room/classes",
              "/join")
          .map(path -> SITE + path)
          .toList();

  /** What a computer lacks, as a script that takes it away before Portside starts. */
  enum Computer {
    /** As it is, on a network. */
    COMPLETE(true, ""),
    /** As in many laboratories. */
    NO_IPV6(
        true,
        "for i in all default lo; do echo 1 > /proc/sys/net/ipv6/conf/$i/disable_ipv6; done; "),
    /** The cable is out. */
    NO_NETWORK(false, ""),
    /** A slim Linux. */
    NO_CURL(true, "for p in $(which -a curl); do mount --bind /dev/null $(readlink -f $p); done; "),
    /** A computer for Java alone. */
    NO_PYTHON(
        true,
        "for p in $(which -a python3 python) /usr/bin/python3; do"
            + " test ! -e $p || mount --bind /dev/null $(readlink -f $p); done; "),
    /** A shared server with tight limits. */
    FEW_FILES(true, "ulimit -n 200; "),
    /** Nobody's rights. */
    UNPRIVILEGED(
        true,
        "HOME=/nonexistent; export HOME; cd /; AS='setpriv --reuid=65534 --regid=65534"
            + " --clear-groups --bounding-set -all'; "),
    /** A disk that went read-only after an error. */
    READ_ONLY(true, "mkdir -p $PLACE; mount -t tmpfs -o ro none $PLACE; ", true),
    /** A disk with nothing left. */
    FULL(
        true,
        "mkdir -p $PLACE; mount -t tmpfs -o size=64k none $PLACE;"
            + " cat /dev/zero > $PLACE/full 2>/dev/null || true; ",
        true),
    /** Docker, a VPN, virtual machines: thirty interfaces more. */
    THIRTY_NETWORKS(
        true,
        "for i in $(seq 0 29); do ip link add br-$i type veth peer name end-$i;"
            + " ip link set end-$i up; ip addr add 172.30.$i.1/24 dev br-$i;"
            + " ip link set br-$i up; done; "),
    /** A laptop that sets its clock right, to and fro. */
    CLOCK_JUMPS(true, "export LD_PRELOAD=$CLOCK; "),
    /** A shared computer where nothing that a user has written is run. */
    NO_EXEC(
        true,
        "mkdir -p $PLACE; mount -t tmpfs -o noexec none $PLACE; XDG_DATA_HOME=$PLACE/data;"
            + " XDG_CACHE_HOME=$PLACE/cache; export XDG_DATA_HOME XDG_CACHE_HOME; ",
        true),
    /** A Java for running programs only. */
    NO_COMPILER(true, "");

    private final boolean network;
    private final String script;

    /** Whether temporary files go to a place of its own. */
    private final boolean place;

    Computer(boolean network, String script) {
      this(network, script, false);
    }

    Computer(boolean network, String script, boolean place) {
      this.network = network;
      this.script = script;
      this.place = place;
    }

    /** The first ones do everything; the others each experiment once, which takes less time. */
    private boolean once() {
      return compareTo(READ_ONLY) >= 0;
    }
  }

  /** A day to and fro every other second, for whoever asks what time it is. */
  private static final String CLOCK =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <time.h>
      int clock_gettime(clockid_t which, struct timespec *now) {
        static int (*real)(clockid_t, struct timespec *);
        if (!real) real = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
        int result = real(which, now);
        if (which == CLOCK_REALTIME) now->tv_sec += now->tv_sec / 2 % 2 ? 86400 : -86400;
        return result;
      }
      """;

  /**
   * What is right: a row for each request, and a column for each computer in the order of {@link
   * Computer}. An outcome, or the reason of what is missing after a dash; {@code =} is what the
   * complete computer says, and {@code |} stands between what may both be.
   */
  static final String RIGHT =
      """
      whoami                                 ; loopback ; = ; = ; = ; = ; = ; =
      probe address=127.0.0.1 port=80        ; free ; = ; = ; = ; = ; = ; needs-privilege
      probe address=:: port=8080             ; free ; -ipv6 ; = ; = ; = ; = ; =
      zero                                   ; no-redirect ; = ; = ; -curl ; = ; = ; =
      server port=8080                       ; listening ; = ; = ; = ; = ; = ; =
      server host=:: port=8080               ; listening ; -ipv6 ; = ; = ; = ; = ; =
      server host=8.8.8.8 port=8080          ; not-this-computer ; = ; = ; = ; = ; = ; =
      server host=224.0.0.1 port=8080        ; not-this-computer ; = ; = ; = ; = ; = ; =
      server port=81                         ; listening ; = ; = ; = ; = ; = ; needs-privilege
      server runtime=flask port=8080         ; listening ; = ; = ; = ; missing-runtime ; = ; =
      reach bind=0.0.0.0 from=ipv6-loopback  ; refused ; -ipv6 ; = ; = ; = ; = ; =
      reach bind=:: from=loopback            ; answered ; -ipv6 ; = ; = ; = ; = ; =
      reach from=lan                         ; refused ; = ; -lan ; = ; = ; = ; =
      reach bind=0.0.0.0 from=wildcard       ; answered ; = ; = ; -curl ; = ; = ; =
      reach runtime=flask                    ; answered ; = ; = ; = ; -flask ; = ; =
      path                                   ; stayed-inside ; = ; = ; = ; = ; = ; =
      localhost from=jvm                     ; ipv4-first|ipv4-only ; ipv4-only ; = ; = ; = ; = ; =
      localhost from=curl                    ; ipv4-first|ipv6-first|ipv4-only ; ipv4-only ; = ; -curl ; = ; = ; =
      silence                                ; refused ; = ; = ; = ; = ; = ; =
      hostcheck                              ; answered ; = ; = ; = ; = ; = ; =
      interfaces                             ; one ; = ; none ; = ; = ; = ; =
      portmap                                ; up-to-10 ; = ; = ; = ; = ; = ; =
      portmap source=scan                    ; up-to-10 ; = ; = ; = ; = ; = ; =
      conflict first=::1 second=127.0.0.1    ; both-listen ; -ipv6 ; = ; = ; = ; = ; =
      conflict variant=matrix                ; second-fails ; = ; = ; = ; = ; = ; =
      owner port=8080                        ; nobody ; = ; = ; = ; = ; = ; =
      leftover                               ; waits ; = ; = ; = ; = ; = ; =
      newport                                ; next-is-free ; = ; = ; = ; = ; = ; =
      ephemeral count=20                     ; mixed|inside-iana|outside-iana ; = ; = ; = ; = ; = ; =
      ephemeral count=200                    ; mixed|inside-iana|outside-iana ; = ; = ; = ; = ; -files ; =
      timewait                               ; rebind-fails ; = ; = ; = ; = ; = ; =
      debugger mode=run                      ; ran-to-the-end ; = ; = ; = ; = ; = ; =
      debugger breakpoint=6                  ; stopped-at-breakpoint ; = ; = ; = ; = ; = ; =
      debugger runtime=python breakpoint=4   ; stopped-at-breakpoint ; = ; = ; = ; missing-runtime ; = ; =
      overhead compare=step                  ; much-slower ; = ; = ; = ; = ; = ; =
      request                                ; 200 ; = ; = ; = ; = ; = ; =
      noserver                               ; answered-without-port ; = ; = ; = ; = ; = ; =
      whichrun                               ; command-line-wins ; = ; = ; = ; missing-runtime ; = ; =
      whichrun shell=flask-debug             ; debug-on|debug-differs ; = ; = ; = ; missing-runtime ; = ; =
      """;

  /**
   * The same for the computers of which each experiment is asked once: READ_ONLY, FULL,
   * THIRTY_NETWORKS, CLOCK_JUMPS, NO_EXEC, NO_COMPILER.
   */
  static final String RIGHT_ONCE =
      """
      whoami                                 ; loopback ; = ; = ; = ; = ; =
      probe address=127.0.0.1 port=8080      ; free ; = ; = ; = ; = ; =
      zero                                   ; no-redirect ; = ; = ; = ; = ; =
      server port=8080                       ; -no-place ; = ; listening ; = ; = ; =
      reach bind=0.0.0.0 from=lan            ; -no-place ; = ; answered ; = ; = ; =
      path                                   ; stayed-inside ; = ; = ; = ; = ; =
      localhost from=curl                    ; ipv4-first|ipv6-first|ipv4-only ; = ; = ; = ; = ; =
      silence target=stopped-server          ; no-answer ; = ; = ; = ; = ; =
      hostcheck check=on                     ; rejected ; = ; = ; = ; = ; =
      interfaces                             ; one ; = ; several ; one ; = ; =
      portmap                                ; up-to-10 ; = ; = ; = ; = ; =
      conflict                               ; second-fails ; = ; = ; = ; = ; =
      owner port=8080                        ; nobody ; = ; = ; = ; = ; =
      leftover                               ; waits ; = ; = ; = ; = ; =
      newport                                ; next-is-free ; = ; = ; = ; = ; =
      ephemeral                              ; mixed|inside-iana|outside-iana ; = ; = ; = ; = ; =
      timewait                               ; rebind-fails ; = ; = ; = ; = ; =
      debugger breakpoint=6                  ; -no-place ; = ; stopped-at-breakpoint ; = ; = ; missing-runtime
      overhead compare=step                  ; -no-place ; = ; much-slower ; = ; = ; -jdk
      request                                ; -no-place ; = ; 200 ; = ; = ; =
      noserver                               ; -no-place ; = ; answered-without-port ; = ; = ; =
      whichrun                               ; -no-place ; = ; command-line-wins ; = ; = ; =
      """;

  static Devices devices;

  @TempDir static Path folder;

  /** Where a class is not kept, and why, as patterns. */
  private static final Map<Computer, String> NOT_KEPT =
      Map.of(
          Computer.NO_EXEC, ".*/data/portside: NOT_RUNNABLE, .*noexec",
          Computer.UNPRIVILEGED, "/nonexistent/.*/portside: READ_ONLY, .*");

  @BeforeAll
  static void make() {
    devices = Devices.make();
  }

  @AfterAll
  static void close() {
    devices.close();
  }

  /** What such a computer has no say in, it does as the complete one does: a campaign tries it. */
  @ParameterizedTest
  @MethodSource("computers")
  void what_it_makes_different_is_said_rightly(Computer computer) throws Exception {
    assertRight(computer, rows(computer).filter(row -> differs(row, computer)).toList());
  }

  @Campaign
  @ParameterizedTest
  @MethodSource("computers")
  void every_experiment_says_what_is_right_there(Computer computer) throws Exception {
    assertEverythingRight(computer);
  }

  static void assertEverythingRight(Computer computer) throws Exception {
    assertRight(computer, rows(computer).toList());
  }

  /**
   * Where each experiment is asked once there is no complete computer in the table, so that what
   * they do not all say is tried; a measurement that nothing is in the way of only takes long.
   */
  private static boolean differs(List<String> row, Computer computer) {
    String right = right(row, computer);
    return computer.once()
        ? !right.equals("much-slower") && (row.get(1).startsWith("-") || distinct(row) > 2)
        : !right.equals(right(row, Computer.COMPLETE));
  }

  private static long distinct(List<String> row) {
    return row.stream().skip(1).distinct().count();
  }

  private static void assertRight(Computer computer, List<List<String>> rows) throws Exception {
    assertNotEquals(List.of(), rows);
    String device = computer.network ? devices.laptop() : devices.island();
    Path said = folder.resolve(computer.name());
    List<String> wrong = new ArrayList<>();
    try (Child portside = start(device, computer, said)) {
      awaitStart(device, portside, said);
      for (List<String> row : rows) {
        String right = right(row, computer);
        String found = found(device, row.get(0));
        if (!List.of(right.split("\\|")).contains(found)) {
          wrong.add(row.get(0) + ": " + found + " instead of " + right);
        }
      }
      wrong.addAll(unreadable(device));
    } finally {
      if (computer == Computer.THIRTY_NETWORKS) {
        devices.run(device, "sh", "-c", "for i in $(seq 0 29); do ip link del br-$i; done");
      }
      if (computer == Computer.NO_IPV6) {
        devices.run(
            device,
            "sh",
            "-c",
            "for i in all default lo; do echo 0 > /proc/sys/net/ipv6/conf/$i/disable_ipv6; done");
      }
    }
    wrong.addAll(Files.readAllLines(said));
    // One word to who has started it: the class is not kept. The room says so, too.
    String why = "WARN Store - nothing is kept in " + NOT_KEPT.getOrDefault(computer, "nowhere");
    assertEquals(NOT_KEPT.containsKey(computer), wrong.removeIf(line -> line.matches(why)));
    assertEquals(List.of(), wrong);
  }

  /** Whatever a computer lacks, its pages are there, and in the language of their reader. */
  private static List<String> unreadable(String device) {
    List<String> wrong = new ArrayList<>();
    post(device, "/room/open", "title="); // the class goes on, whatever is kept of it
    for (String page : PAGES) {
      Devices.Ran ran =
          curl(
              device,
              "-f",
              "-H",
              "Authorization: Bearer " + KEY,
              "-H",
              "Accept: text/html",
              "-H",
              "Accept-Language: ko",
              page);
      if (ran.code() != 0 || !ran.out().contains("<html lang=\"ko\"")) {
        wrong.add(page + ": " + ran.out());
      }
    }
    return wrong;
  }

  private static Stream<List<String>> rows(Computer computer) {
    return rows(computer.once() ? RIGHT_ONCE : RIGHT);
  }

  static Stream<List<String>> rows(String table) {
    return table
        .lines()
        .map(line -> Arrays.stream(line.split(" *; *")).map(String::strip).toList());
  }

  /** In the table of all computers {@code =} is the first; in the other the one to the left. */
  private static String right(List<String> row, Computer computer) {
    int column = 1 + computer.ordinal() - (computer.once() ? Computer.READ_ONLY.ordinal() : 0);
    while (row.get(column).equals("=")) {
      column = computer.once() ? column - 1 : 1;
    }
    return row.get(column);
  }

  /** The clock as a library that is loaded before others (ld.so(8)). */
  private static Path clock() throws IOException {
    if (Executables.find("gcc").isEmpty()) {
      abort("a clock that jumps needs a C compiler (Debian: apt-get install gcc libc6-dev)");
    }
    Path source = Files.writeString(folder.resolve("clock.c"), CLOCK);
    Path library = folder.resolve("clock.so");
    Devices.Ran made =
        devices.run(
            devices.laptop(),
            "gcc",
            "-shared",
            "-fPIC",
            "-o",
            library.toString(),
            source.toString(),
            "-ldl");
    assertEquals(0, made.code(), made.out());
    return library;
  }

  private static Child start(String device, Computer computer, Path said)
      throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            PortsideProcess.jar("--port", "7070", "--no-open", "--lang", "ko", "--lan"));
    if (computer == Computer.NO_COMPILER) {
      line.set(0, Java.withoutCompiler().toString());
    }
    String script =
        "AS=; PLACE="
            + folder.resolve("place-" + computer)
            + "; CLOCK="
            + (computer == Computer.CLOCK_JUMPS ? clock() : "")
            + "; "
            + kept(computer)
            + computer.script
            + "PORTSIDE_KEY="
            + KEY
            + "; export PORTSIDE_KEY; exec $AS \"$@\" 2>"
            + said;
    if (computer.place) {
      line.add(1, "-Djava.io.tmpdir=" + folder.resolve("place-" + computer));
    }
    List<String> all = new ArrayList<>(List.of("sh", "-e", "-c", script, "sh"));
    all.addAll(line);
    return devices.start(device, all.toArray(String[]::new));
  }

  /**
   * What is kept there is its own, and what can be made again is the build's; a user without a home
   * keeps nothing.
   */
  private static String kept(Computer computer) {
    return computer == Computer.UNPRIVILEGED
        ? ""
        : "export XDG_DATA_HOME="
            + folder.resolve("data-" + computer)
            + " XDG_CACHE_HOME='"
            + Path.of("target", "cache").toAbsolutePath()
            + "'; ";
  }

  static void awaitStart(String device, Child portside, Path said) {
    Patience.until(
        () -> "Portside does not start: " + read(said),
        () -> {
          assertTrue(portside.isAlive(), () -> read(said));
          return curl(device, SITE + "/health").code() == 0;
        });
  }

  static String read(Path said) {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The outcome, or what is missing after a dash; anything else is wrong, whatever it is. */
  private static String found(String device, String request) {
    List<String> words = new ArrayList<>(List.of(request.split(" ")));
    String name = words.remove(0);
    // Who left a program behind waits for the reader to end it: that it is there is all.
    JsonNode answer =
        name.equals("leftover")
            ? whenThere(device, words)
            : post(device, "/experiments/" + name, String.join("&", words));
    if (answer.path("alive").asBoolean()) {
      post(device, "/runs/" + answer.path("run").asText() + "/stop", "");
    }
    if (!answer.path("failure").isMissingNode()) {
      return "failure " + answer.path("failure").asText();
    }
    if (answer.path("error").isMissingNode()) {
      return answer.path("outcome").asText();
    }
    String todo = answer.path("todo").asText();
    boolean korean = todo.codePoints().anyMatch(c -> c >= 0xac00 && c <= 0xd7a3);
    return korean ? answer.path("error").asText().replace("missing.", "-") : "not Korean: " + todo;
  }

  private static JsonNode whenThere(String device, List<String> words) {
    String id =
        post(device, "/experiments/leftover", String.join("&", words), "Prefer: respond-async")
            .path("run")
            .asText();
    JsonNode state =
        Patience.until(
            () -> "no program was left behind",
            () -> get(device, "/runs/" + id),
            run -> held(run) || !run.path("alive").asBoolean());
    return held(state) ? ((ObjectNode) state).put("outcome", "waits") : state;
  }

  private static boolean held(JsonNode run) {
    return run.path("evidence").path("held").asBoolean();
  }

  private static JsonNode get(String device, String path) {
    return ask(device, path, Stream.of());
  }

  private static JsonNode post(String device, String path, String form, String... headers) {
    Stream<String> more = Stream.of(headers).flatMap(header -> Stream.of("-H", header));
    return ask(device, path, Stream.concat(more, Stream.of("-d", form)));
  }

  private static JsonNode ask(String device, String path, Stream<String> more) {
    Stream<String> asHost =
        Stream.of("Authorization: Bearer " + KEY, "Accept: application/json", "Accept-Language: ko")
            .flatMap(header -> Stream.of("-H", header));
    Stream<String> line = Stream.of(asHost, more, Stream.of(SITE + path)).flatMap(all -> all);
    return json(curl(device, line.toArray(String[]::new)));
  }

  private static JsonNode json(Devices.Ran ran) {
    try {
      return Json.read(ran.out());
    } catch (JsonProcessingException e) {
      throw new AssertionError(ran.out(), e);
    }
  }

  private static Devices.Ran curl(String device, String... arguments) {
    List<String> line =
        new ArrayList<>(List.of("curl", "-q", "-sS", "-g", "--noproxy", "*", "--max-time", "90"));
    line.addAll(List.of(arguments));
    return devices.run(device, line.toArray(String[]::new));
  }
}
