package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portside.net.Binding.Attempt;
import portside.net.Binding.Failure;
import portside.testing.Patience;
import portside.testing.QuietPort;

class BindingTest {
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;
  private static final InetAddress LOOPBACK_6 = IpAddresses.parse("::1").orElseThrow();
  private static final InetAddress ANY = IpAddresses.parse("0.0.0.0").orElseThrow();
  private static final InetAddress ANY_6 = IpAddresses.parse("::").orElseThrow();

  /** Reserved for ever (RFC 1112 §4), so nobody's address. */
  private static final InetAddress FOREIGN = IpAddresses.parse("240.1.2.3").orElseThrow();

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void a_free_port_is_given_and_given_back(Protocol protocol) {
    Attempt chosen = Binding.tryBind(LOOPBACK, 0, protocol);
    assertTrue(chosen.succeeded(), chosen.toString());
    int port = chosen.boundPort().orElseThrow();
    assertTrue(EphemeralRange.ofThisSystem().contains(port), chosen.toString());
    long slowest = 0;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      Attempt again = Binding.tryBind(LOOPBACK, port, protocol);
      long most = (System.nanoTime() - start) / 1_000;
      assertEquals(OptionalInt.of(port), again.boundPort(), again.toString());
      assertEquals(Optional.empty(), again.error());
      assertTrue(again.elapsedMicros() <= most, again + " took at most " + most);
      slowest = Math.max(slowest, again.elapsedMicros());
    }
    assertTrue(slowest > 0, "no call of the system takes less than a microsecond three times");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void a_taken_port_is_reported_as_in_use(Protocol protocol) throws Exception {
    try (NetworkChannel holder = hold(LOOPBACK, 0, protocol)) {
      Attempt attempt = Binding.tryBind(LOOPBACK, port(holder), protocol);
      assertEquals(Optional.of(Failure.IN_USE), attempt.failure());
      assertEquals(OptionalInt.empty(), attempt.boundPort());
      assertFalse(attempt.error().orElseThrow().isBlank());
      assertNotEquals("BindException", attempt.error().orElseThrow(), "that is Java's word");
    }
  }

  @Test
  void a_udp_port_whose_holder_would_share_it_is_in_use_all_the_same() throws Exception {
    try (DatagramChannel holder = DatagramChannel.open(StandardProtocolFamily.INET)) {
      holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      holder.bind(new InetSocketAddress(LOOPBACK, 0));
      assertEquals(
          Optional.of(Failure.IN_USE),
          Binding.tryBind(LOOPBACK, port(holder), Protocol.UDP).failure());
    }
  }

  @Test
  void tcp_and_udp_do_not_take_ports_from_each_other() throws Exception {
    try (NetworkChannel holder = hold(LOOPBACK, 0, Protocol.TCP)) {
      assertTrue(Binding.tryBind(LOOPBACK, port(holder), Protocol.UDP).succeeded());
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void a_foreign_address_is_not_this_computer(Protocol protocol) {
    Attempt attempt = Binding.tryBind(FOREIGN, 0, protocol);
    assertEquals(Optional.of(Failure.NOT_THIS_COMPUTER), attempt.failure(), attempt.toString());
  }

  /** Linux binds a multicast address (ip(7)); who calls a server there calls other devices. */
  @Test
  void a_multicast_address_is_not_this_computer_even_where_the_system_binds_it() {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "others have their own words for it");
    InetAddress multicast = IpAddresses.parse("224.0.0.1").orElseThrow();
    Attempt attempt = Binding.tryBind(multicast, 0, Protocol.UDP);
    assertEquals(Optional.empty(), attempt.error(), "the system has nothing against it");
    assertEquals(Optional.of(Failure.NOT_THIS_COMPUTER), attempt.failure(), attempt.toString());
    assertEquals(OptionalInt.empty(), attempt.boundPort());
  }

  @Test
  void the_ipv4_wildcard_is_ipv4_only() throws Exception {
    assumeTrue(Binding.tryBind(LOOPBACK_6, 0, Protocol.TCP).succeeded(), "no IPv6 loopback here");
    try (NetworkChannel holder = hold(LOOPBACK_6, 0, Protocol.TCP)) {
      assertTrue(
          Binding.tryBind(ANY, port(holder), Protocol.TCP).succeeded(),
          "a dual-stack socket would have collided with ::1");
    }
  }

  @Test
  void the_ipv6_wildcard_collides_with_ipv4_as_servers_open_it() throws Exception {
    assumeTrue(Binding.tryBind(LOOPBACK_6, 0, Protocol.TCP).succeeded(), "no IPv6 loopback here");
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "macOS and Windows let them coexist");
    try (NetworkChannel holder = hold(ANY, 0, Protocol.TCP)) {
      assertEquals(
          Optional.of(Failure.IN_USE),
          Binding.tryBind(ANY_6, port(holder), Protocol.TCP).failure());
    }
  }

  @Test
  void a_wildcard_takes_the_port_on_every_address() throws Exception {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "macOS and Windows let them coexist");
    try (NetworkChannel holder = hold(ANY, 0, Protocol.TCP)) {
      assertEquals(
          Optional.of(Failure.IN_USE),
          Binding.tryBind(LOOPBACK, port(holder), Protocol.TCP).failure());
    }
  }

  @Test
  void a_port_whose_last_connection_is_in_time_wait_is_free() throws Exception {
    assumeTrue(HostSystem.here() != HostSystem.WINDOWS, "Windows needs no option for it");
    int port = TimeWait.leaveOne(LOOPBACK);
    try (ServerSocketChannel plain = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      plain.setOption(StandardSocketOptions.SO_REUSEADDR, false);
      assertThrows(
          IOException.class,
          () -> plain.bind(new InetSocketAddress(LOOPBACK, port)),
          "without SO_REUSEADDR TIME_WAIT must be in the way, or this test proves nothing");
    }
    assertTrue(Binding.tryBind(LOOPBACK, port, Protocol.TCP).succeeded());
  }

  @Test
  void what_windows_keeps_back_is_told_apart_from_what_somebody_holds() throws Exception {
    ReservedPorts all = ReservedPorts.parse("1 65535");
    try (NetworkChannel holder = hold(LOOPBACK, 0, Protocol.TCP)) {
      int port = port(holder);
      assertEquals(
          Optional.of(Failure.RESERVED),
          Binding.tryBind(LOOPBACK, port, Protocol.TCP, all).failure());
    }
    assertEquals(
        Optional.of(Failure.NOT_THIS_COMPUTER),
        Binding.tryBind(FOREIGN, 8080, Protocol.TCP, all).failure());
    assertTrue(
        Binding.tryBind(LOOPBACK, 0, Protocol.TCP, all).succeeded(),
        "free is free, whatever a list");
  }

  @Test
  void the_next_free_port_leaves_out_the_taken_ones() throws Exception {
    try (ServerSocketChannel first = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      int port = QuietPort.pair();
      first.bind(new InetSocketAddress(LOOPBACK, port));
      try (NetworkChannel second = hold(LOOPBACK, port + 1, Protocol.TCP)) {
        int next = Binding.nextFreePort(LOOPBACK, port, Protocol.TCP).orElseThrow();
        assertTrue(next > port(second), next + " after " + port);
        assertTrue(Binding.tryBind(LOOPBACK, next, Protocol.TCP).succeeded());
      }
    }
  }

  @Test
  void the_last_port_is_found_too() {
    Patience.until(
        () -> "65535 is never free",
        () -> Binding.nextFreePort(LOOPBACK, 65_534, Protocol.UDP),
        OptionalInt.of(65_535)::equals);
  }

  @Test
  void there_is_no_port_after_the_last_one() {
    assertEquals(OptionalInt.empty(), Binding.nextFreePort(LOOPBACK, 65_535, Protocol.TCP));
    assertEquals(OptionalInt.empty(), Binding.nextFreePort(FOREIGN, 8080, Protocol.TCP));
  }

  @Test
  void a_port_for_a_program_is_none_that_the_system_gives_to_others() {
    EphemeralRange given = EphemeralRange.ofThisSystem();
    boolean usual = given.first() >= 20_000; // some systems are set up to give nearly all
    int own = 11_000 + (int) (ProcessHandle.current().pid() % 16) * 500;
    for (int i = 0; i < 50; i++) {
      int port = Binding.portForAProgram(LOOPBACK).orElseThrow();
      assertTrue(Binding.tryBind(LOOPBACK, port, Protocol.TCP).succeeded(), port + "");
      assertFalse(usual && given.contains(port), port + " of " + given);
      // Where a neighbour in number begins, this one may end, if many ports are taken.
      assertTrue(port > own && port <= own + 600, port + " after " + own);
    }
    assertEquals(OptionalInt.empty(), Binding.portForAProgram(FOREIGN));
  }

  @Test
  void a_number_that_no_port_has_is_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> Binding.tryBind(LOOPBACK, 70_000, Protocol.TCP));
    assertThrows(
        IllegalArgumentException.class, () -> Binding.nextFreePort(LOOPBACK, -1, Protocol.TCP));
  }

  private static NetworkChannel hold(InetAddress address, int port, Protocol protocol)
      throws IOException {
    StandardProtocolFamily family =
        address.getAddress().length == 4
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    NetworkChannel channel =
        protocol == Protocol.TCP ? ServerSocketChannel.open(family) : DatagramChannel.open(family);
    channel.bind(new InetSocketAddress(address, port == 0 ? QuietPort.next() : port));
    return channel;
  }

  private static int port(NetworkChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /** Makes the server's side of a connection close first, which leaves TIME_WAIT on its port. */
  static final class TimeWait {
    private TimeWait() {}

    static int leaveOne(InetAddress address) throws IOException {
      try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
        server.bind(new InetSocketAddress(address, 0));
        int port = port(server);
        try (SocketChannel client = SocketChannel.open(new InetSocketAddress(address, port))) {
          server.accept().close();
          // -1 is the end that the server sent; only then does the client end its side.
          assertEquals(-1, client.read(ByteBuffer.allocate(1)));
        }
        return port;
      }
    }
  }
}
