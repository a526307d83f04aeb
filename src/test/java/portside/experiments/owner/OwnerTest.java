package portside.experiments.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.access.Role;
import portside.access.Sight;
import portside.experiments.Evidence;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.CommandLines;
import portside.net.HostSystem;
import portside.net.Protocol;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.testing.Patience;
import portside.testing.QuietPort;

class OwnerTest {
  private static final long ME = ProcessHandle.current().pid();
  private static final int LARGEST_JAR = 5_000_000;

  private static final String LISTENER =
      "import socket,signal\n"
          + "s=socket.socket();s.bind(('127.0.0.1',0));s.listen()\n"
          + "print(s.getsockname()[1],flush=True)\n"
          + "signal.pause()\n";

  private static Children children;
  private final Trial trial = new Trial(new Owner());

  @BeforeAll
  static void start(Children itsChildren) {
    children = itsChildren;
  }

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void a_listener_is_found_with_its_user_and_its_start() throws Exception {
    try (ServerSocketChannel server = listen()) {
      RunState run = trial.run("port", port(server));
      assertEquals("found", run.outcome());
      OwnerEvidence found = evidence(run);
      assertEquals(List.of(ME), found.pids());
      assertTrue(found.listening());
      OwnerEvidence.Held held = found.holders().get(0);
      assertEquals("LISTEN", held.state());
      assertEquals(System.getProperty("user.name"), held.user());
      assertTrue(held.since().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"), held.since());
      assertTrue(held.portside(), "the site and the test are one process here");
      assertTrue(trial.view(run, Role.HOST, "ko").contains(String.valueOf(ME)));
    }
  }

  @Test
  void a_port_that_nobody_has_is_nobodys() throws Exception {
    String port;
    try (ServerSocketChannel server = listen()) {
      port = port(server);
    }
    RunState run = trial.run("port", port);
    assertEquals("nobody", run.outcome());
    assertEquals(List.of(), evidence(run).holders());
    assertFalse(evidence(run).unlisted());
    String view = trial.view(run, Role.HOST, "en").replace("&#39;", "'");
    assertTrue(view.contains("data-copy=\"ss -ltnp 'sport = :" + port + "'\""), view);
  }

  @Test
  void udp_is_looked_up_apart_from_tcp() throws Exception {
    try (DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET)) {
      socket.bind(new InetSocketAddress(Trial.address("127.0.0.1"), QuietPort.next()));
      assertEquals("found", trial.run("port", port(socket), "protocol", "udp").outcome());
      assertEquals("nobody", trial.run("port", port(socket)).outcome());
    }
  }

  @Test
  void a_port_of_a_client_is_connected_and_nobody_listens() throws Exception {
    try (ServerSocketChannel server = listen();
        SocketChannel client = QuietPort.client(server);
        SocketChannel accepted = server.accept()) {
      assertTrue(accepted.isOpen());
      OwnerEvidence found = evidence(trial.run("port", port(client)));
      assertFalse(found.listening());
      assertEquals("ESTABLISHED", found.holders().get(0).state());
      OwnerEvidence ofServer = evidence(trial.run("port", port(server)));
      assertEquals("127.0.0.1:" + port(client), ofServer.clients().get(0).local());
    }
  }

  @Test
  void what_is_left_of_a_connection_belongs_to_nobody() throws Exception {
    linuxWith();
    String port;
    try (ServerSocketChannel server = listen();
        SocketChannel client = QuietPort.client(server)) {
      port = port(server);
      server.accept().close();
      assertEquals(-1, client.read(ByteBuffer.allocate(1)));
    }
    RunState run = trial.run("port", port);
    assertEquals("nobody", run.outcome(), run.toString());
    assertTrue(trial.view(run, Role.HOST, "en").contains("goes by itself"));
  }

  @Test
  void a_port_that_is_held_without_listening_is_hidden() throws Exception {
    linuxWith();
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(Trial.address("127.0.0.1"), QuietPort.next()));
      RunState run = trial.run("port", String.valueOf(bound.getLocalPort()));
      assertEquals("hidden", run.outcome());
      assertTrue(evidence(run).unlisted());
      assertTrue(evidence(run).commands().get(0).command().startsWith("sudo "));
    }
  }

  @Test
  void all_processes_of_a_shared_socket_are_named_as_ss_and_lsof_name_them() throws Exception {
    linuxWith("python3", "ss", "lsof");
    List<String> said = new CopyOnWriteArrayList<>();
    Command python =
        Command.of(
            "python3",
            "-c",
            "import os,socket,signal\n"
                + "s=socket.socket();s.bind(('127.0.0.1',0));s.listen()\n"
                + "c=os.fork()\n"
                + "if c: print(s.getsockname()[1],flush=True)\n"
                + "signal.pause()\n");
    try (Child pair = children.start(python, (stream, text) -> said.add(text))) {
      Patience.until(() -> "it says nothing", () -> !said.isEmpty());
      String port = said.get(0);
      OwnerEvidence found = evidence(trial.run("port", port));
      assertEquals(2, found.processes());
      assertTrue(found.pids().contains(pair.pid()), found.toString());
      Set<Long> pids = new TreeSet<>(found.pids());
      List<HowTo> commands = found.commands().stream().limit(2).toList();
      assertEquals(pids, numbers("pid=([0-9]+)", shell(commands.get(0).command())));
      assertEquals(pids, numbers("^\\S+\\s+([0-9]+) ", shell(commands.get(1).command())));
    }
  }

  @Test
  void the_user_nobody_is_told_that_it_is_hidden_and_how_to_see_more(@TempDir Path folder)
      throws Exception {
    linuxWith("setpriv");
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can become nobody");
    List<String> said = new CopyOnWriteArrayList<>();
    try (ServerSocketChannel server = listen()) {
      Command command =
          Command.of(
              "setpriv",
              "--reuid=65534",
              "--regid=65534",
              "--clear-groups",
              ProcessHandle.current().info().command().orElseThrow(),
              "-cp",
              readableClassPath(folder),
              OwnerWithoutPrivilege.class.getName(),
              port(server));
      try (Child child = children.start(command, (stream, text) -> said.add(text))) {
        assertEquals(0, child.awaitExit(Patience.LIMIT).orElseThrow().code(), "" + said);
      }
    }
    String all = String.join("\n", said);
    assertTrue(all.contains("hidden {"), all);
    assertTrue(all.contains("\"hidden\":true"), all);
    assertTrue(all.contains("\"user\":\"root\""), all);
    assertTrue(all.contains("sudo ss -ltnp"), all);
  }

  @Test
  void guests_see_whether_and_not_who() throws Exception {
    try (ServerSocketChannel server = listen()) {
      RunState run = trial.run("port", port(server));
      Set<String> seen = Evidence.visible(run.evidence(), Sight.GUEST).keySet();
      assertEquals(Set.of("processes", "listening", "unlisted", "commands"), Set.copyOf(seen));
      String view = trial.view(run, Role.GUEST, "ko");
      assertFalse(view.contains("PID <code>" + ME), view);
      assertFalse(view.contains("class=\"owner-command\""), view);
    }
  }

  @Test
  void the_key_is_masked_wherever_it_stands() {
    assertEquals(
        "java -jar portside.jar --key ••• --lan",
        CommandLines.shown("java -jar portside.jar --key my secret key --lan"));
    assertEquals(
        "java portside.Main --key=•••", CommandLines.shown("java portside.Main --key=abcdefgh"));
    assertEquals(
        "curl -H Authorization: Bearer ••• http://x/",
        CommandLines.shown("curl -H Authorization: Bearer abcdefgh http://x/"));
    assertEquals(
        "chromium http://127.0.0.1:7070/?key=•••",
        CommandLines.shown("chromium http://127.0.0.1:7070/?key=abcdefgh"));
    assertEquals("python app.py", CommandLines.shown("python app.py"));
    assertFalse(CommandLines.shown("a".repeat(500) + " --key abcdefgh").contains("abcdefgh"));
  }

  @Test
  void a_long_class_path_makes_room_for_what_is_run() throws Exception {
    linuxWith("python3");
    assertEquals(
        "java -cp … portside.Main --port 7070",
        CommandLines.shown("java -cp " + "/a/b.jar:".repeat(30) + " portside.Main --port 7070"));
    assertEquals("java -cp a.jar Main", CommandLines.shown("java -cp a.jar Main"));
    List<String> said = new CopyOnWriteArrayList<>();
    Command python =
        Command.of(
            "python3", "-c", LISTENER, "--class-path", "/a/b.jar:".repeat(1_000), "the.Main");
    try (Child server = children.start(python, (stream, text) -> said.add(text))) {
      Patience.until(() -> "it says nothing", () -> !said.isEmpty());
      OwnerEvidence found = evidence(trial.run("port", said.get(0)));
      assertEquals(List.of(server.pid()), found.pids());
      String command = found.holders().get(0).command();
      assertTrue(
          command.endsWith("--class-path … the.Main"), "beyond a page of memory: " + command);
    }
  }

  @Test
  void a_key_in_the_command_of_whoever_has_the_port_is_not_shown() throws Exception {
    linuxWith("python3");
    List<String> said = new CopyOnWriteArrayList<>();
    Command python =
        Command.of(
            "python3",
            "-c",
            LISTENER,
            "http://127.0.0.1:7070/?key=not-for-the-screen",
            "--key=neither-this");
    try (Child server = children.start(python, (stream, text) -> said.add(text))) {
      Patience.until(() -> "it says nothing", () -> !said.isEmpty());
      OwnerEvidence found = evidence(trial.run("port", said.get(0)));
      assertEquals(List.of(server.pid()), found.pids());
      String command = found.holders().get(0).command();
      assertTrue(command.endsWith("http://127.0.0.1:7070/?key=••• --key=•••"), command);
    }
  }

  @Test
  void the_own_system_comes_first_and_findstr_comes_with_its_warning() {
    for (HostSystem here : List.of(HostSystem.LINUX, HostSystem.MACOS, HostSystem.WINDOWS)) {
      List<HowTo> all = HowTo.of(80, Protocol.TCP, here, false);
      assertEquals(here, all.get(0).system());
      assertTrue(
          all.stream().filter(how -> how.command().contains("findstr")).count() == 1
              && all.stream()
                  .filter(how -> how.command().contains("findstr"))
                  .allMatch(how -> how.key().equals("findstr")));
    }
  }

  private String shell(String command) throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    try (Child sh = children.start(Command.of("sh", "-c", command), (s, text) -> said.add(text))) {
      sh.awaitExit(Patience.LIMIT).orElseThrow();
    }
    return String.join("\n", said);
  }

  private static Set<Long> numbers(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    Set<Long> numbers = new TreeSet<>();
    while (matcher.find()) {
      numbers.add(Long.valueOf(matcher.group(1)));
    }
    return numbers;
  }

  /** A copy that every user may read, without the large libraries of other tests. */
  private static String readableClassPath(Path folder) throws IOException {
    List<String> copies = new ArrayList<>();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : path.split(File.pathSeparator)) {
      Path from = Path.of(entry);
      Path to = folder.resolve(String.valueOf(copies.size()) + "-" + from.getFileName());
      if (Files.isDirectory(from)) {
        try (Stream<Path> files = Files.walk(from)) {
          for (Path file : files.toList()) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
          }
        }
      } else if (Files.exists(from) && Files.size(from) < LARGEST_JAR) {
        Files.copy(from, to);
      } else {
        continue;
      }
      copies.add(to.toString());
    }
    Process chmod = new ProcessBuilder("chmod", "-R", "a+rX", folder.toString()).start();
    try {
      assertEquals(0, chmod.waitFor());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void linuxWith(String... programs) {
    boolean there =
        HostSystem.here() == HostSystem.LINUX
            && Stream.of(programs).allMatch(name -> Executables.find(name).isPresent());
    assumeTrue(there, "needs Linux and " + String.join(", ", programs));
  }

  private static ServerSocketChannel listen() throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.INET)
        .bind(new InetSocketAddress(Trial.address("127.0.0.1"), QuietPort.next()));
  }

  private static String port(NetworkChannel channel) throws IOException {
    return String.valueOf(((InetSocketAddress) channel.getLocalAddress()).getPort());
  }

  private static OwnerEvidence evidence(RunState run) {
    return Trial.evidence(run, OwnerEvidence.class);
  }
}
