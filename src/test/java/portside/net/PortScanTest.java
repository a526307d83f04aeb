package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.Alone;
import portside.testing.Java;
import portside.testing.Patience;

/** Every port of an address, asked for in a network where nobody else is, and in this one. */
@Alone
class PortScanTest {
  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_ordinary_user_may_not_have_the_low_ports_and_gets_all_others(boolean direct)
      throws Exception {
    boolean possible =
        HostSystem.here() == HostSystem.LINUX
            && "root".equals(System.getProperty("user.name"))
            && NamespaceTest.isThere("unshare")
            && NamespaceTest.isThere("setpriv");
    assumeTrue(possible, "needs Linux, root, unshare and setpriv");
    // Without JNA's classes beside it, the scan asks through Java.
    Path jna = folder.resolve("jna.jar");
    Files.copy(sourceOf(Native.class), jna, StandardCopyOption.REPLACE_EXISTING);
    for (Class<?> each : List.of(PortScan.class, PortScanReport.class)) {
      Path root = sourceOf(each);
      Path to = Files.createDirectories(folder.resolve("portside/net"));
      try (var files = Files.list(root.resolve("portside/net"))) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    String script =
        "chmod -R a+rX "
            + folder
            + "; ip link set lo up; echo 80 > /proc/sys/net/ipv4/ip_unprivileged_port_start;"
            + " exec setpriv --reuid=65534 --regid=65534 --clear-groups "
            + ProcessHandle.current().info().command().orElse("java")
            + " "
            + Java.NATIVE_ACCESS
            + " -cp "
            + folder
            + (direct ? ":" + jna : "")
            + " portside.net.PortScanReport";
    Process process =
        new ProcessBuilder("unshare", "--net", "sh", "-e", "-c", script)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    List<String> lines = process.inputReader().lines().toList();
    Patience.untilEnded(process);
    assertEquals(
        List.of(
            "{NOT_ASKED=1, GIVEN=65456, NEEDS_PRIVILEGE=79}",
            "NEEDS_PRIVILEGE GIVEN",
            "direct: " + direct),
        lines);
  }

  @Test
  void the_system_called_directly_says_of_a_port_what_it_says_through_java() throws Exception {
    InetAddress loopback = IpAddresses.LOOPBACK;
    try (LinuxBind direct = LinuxBind.at(loopback).orElse(null)) {
      assumeTrue(direct != null, "Linux on a processor whose numbers are known");
      int port;
      try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
        server.bind(new InetSocketAddress(loopback, 0));
        port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        assertEquals(LinuxBind.IN_USE, direct.ask(port));
      }
      assertEquals(LinuxBind.GIVEN, direct.ask(port));
      assertEquals(LinuxBind.GIVEN, direct.ask(port), "it was given back");
    }
  }

  private static Path sourceOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void an_address_of_another_computer_ends_the_scan_with_the_systems_words() {
    // 192.0.2.0/24 is for documentation (RFC 5737).
    try (PortScan scan = PortScan.start(IpAddresses.parse("192.0.2.1").orElseThrow(), 2)) {
      IOException refused = assertThrows(IOException.class, () -> scan.await(Patience.LIMIT));
      assertTrue(refused.getMessage() != null && !refused.getMessage().isBlank());
    }
  }

  @Test
  void a_closed_scan_has_ended_and_holds_nothing() throws Exception {
    PortScan scan = PortScan.start(IpAddresses.LOOPBACK, 2);
    scan.close();
    assertTrue(scan.await(Duration.ZERO));
    assertTrue(scan.part() < 1);
    assertEquals(PortScan.Answer.NOT_ASKED, scan.answer(65_535));
    assertThrows(IllegalArgumentException.class, () -> scan.answer(65_536));
  }

  @Test
  void reuse_address_of_a_listener_does_not_let_the_scan_in() throws Exception {
    PortScan scan = PortScan.start(IpAddresses.LOOPBACK, 1);
    scan.close(); // single ports can still be asked for
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      server.setOption(java.net.StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(new InetSocketAddress(IpAddresses.LOOPBACK, 0));
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      assertEquals(PortScan.Answer.IN_USE, scan.again(port));
    }
  }
}
