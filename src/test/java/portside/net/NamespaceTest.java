package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.Java;
import portside.testing.Patience;
import portside.testing.QuietPort;

/**
 * Facts in a network that the test makes for itself: a fresh network namespace with the interfaces
 * that it needs, gone with its last process. And facts as a user without privilege gets them.
 */
class NamespaceTest {
  /** The package and no library, which also shows that Linux needs no OSHI for these facts. */
  private static final List<Class<?>> NEEDED = List.of(ThisComputer.class, NetReport.class);

  @TempDir static Path folder;

  private static String classPath = "";

  @BeforeAll
  static void needsRootOnLinux() throws Exception {
    boolean possible =
        HostSystem.here() == HostSystem.LINUX
            && "root".equals(System.getProperty("user.name"))
            && isThere("ip")
            && isThere("unshare")
            && isThere("setpriv");
    assumeTrue(possible, "needs Linux, root, and ip, unshare and setpriv");
    // A copy that every user may read, wherever the build stands.
    assertTrue(
        folder.toFile().setExecutable(true, false) && folder.toFile().setReadable(true, false));
    for (Class<?> each : NEEDED) {
      Path root = Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path from = root.resolve("portside/net");
      Path to = Files.createDirectories(folder.resolve("portside/net"));
      try (var files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    classPath = folder.toString();
    run(List.of("chmod", "-R", "a+rX", classPath));
  }

  @Test
  void interfaces_are_told_apart_and_ordered() throws Exception {
    List<String> answers =
        inFreshNetwork(
            "ip link set lo up;"
                + link("docker0", "172.17.0.1/16")
                + link("wg0", "10.8.0.2/24")
                + link("wlan0", "192.168.77.10/24")
                + link("eth0", "192.168.88.10/24")
                + "ip -6 addr add 2001:db8:77::10/64 dev wlan0 nodad;"
                + "ip link add down0 type veth peer name down0-end; ip addr add 10.99.0.1/24 dev down0;",
            "",
            "interfaces",
            "lan",
            "kind 192.168.77.10",
            "kind 10.99.0.1",
            "kind 192.168.77.20",
            "bind 10.99.0.1 0 TCP",
            "bind 192.168.77.20 0 TCP");
    for (String expected :
        List.of(
            "lo:LOOPBACK:up",
            "docker0:CONTAINER:up:virtual",
            "wg0:VPN:up:virtual",
            "wlan0:WIFI:up:virtual",
            "eth0:ETHERNET:up:virtual",
            "down0:OTHER:virtual")) {
      assertTrue(List.of(answers.get(0).split(" ")).contains(expected), answers.get(0));
    }
    assertTrue(
        answers
            .get(1)
            .startsWith("192.168.77.10 192.168.88.10 10.8.0.2 172.17.0.1 2001:db8:77::10"),
        answers.get(1));
    assertEquals(
        List.of("THIS_COMPUTER", "THIS_COMPUTER", "OTHER_DEVICE", "FREE"), answers.subList(2, 6));
    assertTrue(answers.get(6).startsWith("NOT_THIS_COMPUTER "), answers.get(6));
  }

  @Test
  void the_first_address_of_an_interface_comes_before_its_second() throws Exception {
    List<String> answers =
        inFreshNetwork(
            "ip link set lo up;"
                + link("eth0", "192.168.0.10/24")
                + "ip addr add 192.168.0.11/24 dev eth0; ip addr add 192.168.0.9/24 dev eth0;",
            "",
            "lan");
    assertTrue(answers.get(0).startsWith("192.168.0.10 192.168.0.11 192.168.0.9"), answers.get(0));
  }

  @Test
  void without_a_network_there_is_no_lan_address_and_nothing_fails() throws Exception {
    assertEquals(
        List.of("", "LOOPBACK", "FREE"),
        inFreshNetwork("", "", "lan", "kind 127.0.0.1", "bind 127.0.0.1 8080 TCP"));
  }

  @Test
  void the_ranges_are_read_from_the_system_and_not_remembered() throws Exception {
    assertEquals(
        List.of("40000-40099", "80", "FREE"),
        inFreshNetwork(
            "ip link set lo up;"
                + "echo 40000 40099 > /proc/sys/net/ipv4/ip_local_port_range;"
                + "echo 80 > /proc/sys/net/ipv4/ip_unprivileged_port_start;",
            AS_NOBODY,
            "ephemeral",
            "privileged",
            "bind 127.0.0.1 80 TCP"));
  }

  @Test
  void a_low_port_needs_privilege() throws Exception {
    List<String> answers =
        inFreshNetwork(
            "ip link set lo up;",
            AS_NOBODY,
            "bind 127.0.0.1 80 TCP",
            "bind 0.0.0.0 53 UDP",
            "bind ::1 443 TCP",
            "bind 127.0.0.1 1024 TCP",
            "privileged");
    for (String refused : answers.subList(0, 3)) {
      assertTrue(refused.startsWith("NEEDS_PRIVILEGE "), refused);
    }
    assertEquals(List.of("FREE", "1024"), answers.subList(3, 5));
  }

  @Test
  void without_ipv6_no_ipv6_address_is_this_computer() throws Exception {
    List<String> answers =
        inFreshNetwork(
            "ip link set lo up; echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6;",
            "",
            "bind ::1 8080 TCP",
            "bind 127.0.0.1 8080 TCP");
    assertTrue(answers.get(0).startsWith("NOT_THIS_COMPUTER "), answers.get(0));
    assertEquals("FREE", answers.get(1));
  }

  @Test
  void what_linux_lets_a_socket_bind_beyond_its_own_addresses_is_not_this_computer()
      throws Exception {
    List<String> answers =
        inFreshNetwork(
            "ip link set lo up;" + link("eth0", "192.168.0.10/24"),
            "",
            "bind 224.0.0.1 8080 TCP",
            "bind 255.255.255.255 8080 TCP",
            "bind 192.168.0.255 8080 TCP",
            "bind 239.1.2.3 8080 UDP",
            "bind 192.168.0.10 8080 TCP");
    for (String refused : answers.subList(0, 4)) {
      assertTrue(refused.startsWith("NOT_THIS_COMPUTER"), answers.toString());
    }
    assertEquals("FREE", answers.get(4));
  }

  @Test
  void a_java_without_ipv6_says_so_as_a_result() throws Exception {
    List<String> answers =
        run(shell(java("bind ::1 0 TCP").replace(" -cp", " -Djava.net.preferIPv4Stack=true -cp")));
    assertTrue(answers.get(0).startsWith("NOT_THIS_COMPUTER "), answers.get(0));
  }

  @Test
  void another_users_listener_is_seen_but_its_process_is_hidden() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      server.bind(new InetSocketAddress(IpAddresses.LOOPBACK, QuietPort.next()));
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      assertEquals(
          List.of("LISTEN pid=false hidden=true user=root"),
          run(shell(AS_NOBODY + java("holders " + port))));
      assertEquals(
          List.of("LISTEN pid=true hidden=false user=root"), run(shell(java("holders " + port))));
    }
  }

  private static final String AS_NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups ";

  private static String link(String name, String address) {
    return ("ip link add NAME type veth peer name NAME-end; ip addr add ADDRESS dev NAME;"
            + " ip link set NAME up; ip link set NAME-end up;")
        .replace("NAME", name)
        .replace("ADDRESS", address);
  }

  /** With its own /sys as well, which otherwise goes on showing the network outside. */
  private static List<String> inFreshNetwork(String prepare, String as, String... questions)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("unshare", "--net", "--mount"));
    command.addAll(shell("mount -t sysfs sysfs /sys;" + prepare + " exec " + as + java(questions)));
    return run(command);
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-e", "-c", script);
  }

  private static String java(String... questions) {
    StringBuilder command = new StringBuilder();
    command.append(ProcessHandle.current().info().command().orElse("java"));
    command.append(' ').append(Java.NATIVE_ACCESS);
    command.append(" -Dstdout.encoding=UTF-8 -XX:TieredStopAtLevel=1 -cp ").append(classPath);
    command.append(" portside.net.NetReport");
    for (String question : questions) {
      command.append(" '").append(question).append('\'');
    }
    return command.toString();
  }

  private static List<String> run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    List<String> lines = process.inputReader().lines().toList();
    assertEquals(0, Patience.untilEnded(process), () -> command + "\n" + String.join("\n", lines));
    return lines;
  }

  static boolean isThere(String program) {
    for (String place : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(place, program))) {
        return true;
      }
    }
    return false;
  }
}
