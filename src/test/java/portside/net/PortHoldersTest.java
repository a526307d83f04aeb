package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portside.testing.Patience;
import portside.testing.QuietPort;

class PortHoldersTest {
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;
  private static final InetAddress LOOPBACK_2 = IpAddresses.parse("127.0.0.2").orElseThrow();
  private static final InetAddress LOOPBACK_6 = IpAddresses.parse("::1").orElseThrow();
  private static final InetAddress ANY = IpAddresses.parse("0.0.0.0").orElseThrow();
  private static final InetAddress ANY_6 = IpAddresses.parse("::").orElseThrow();
  private static final long ME = ProcessHandle.current().pid();

  @Test
  void a_listener_is_named_with_its_process() throws Exception {
    try (ServerSocketChannel server = listen(LOOPBACK)) {
      List<Holder> holders = PortHolders.of(port(server), Protocol.TCP);
      assertEquals(1, holders.size(), holders.toString());
      Holder holder = holders.get(0);
      assertEquals(OptionalLong.of(ME), holder.pid());
      assertEquals(SocketState.LISTEN, holder.state());
      assertEquals(LOOPBACK, holder.localAddress());
      assertEquals(Optional.empty(), holder.remoteAddress());
      assertEquals(Optional.of(System.getProperty("user.name")), holder.user());
      assertTrue(holder.command().orElseThrow().contains("java"), holder.toString());
      assertFalse(holder.hidden());
    }
  }

  @Test
  void a_udp_socket_is_named_too_and_apart_from_tcp() throws Exception {
    try (DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET)) {
      socket.bind(new InetSocketAddress(LOOPBACK, QuietPort.next()));
      List<Holder> holders = PortHolders.of(port(socket), Protocol.UDP);
      assertEquals(OptionalLong.of(ME), holders.get(0).pid());
      assertEquals(SocketState.BOUND, holders.get(0).state());
      assertEquals(List.of(), PortHolders.of(port(socket), Protocol.TCP));
    }
  }

  @Test
  void a_connection_is_shown_after_its_listener_with_both_ends() throws Exception {
    try (ServerSocketChannel server = listen(LOOPBACK);
        SocketChannel client = SocketChannel.open(server.getLocalAddress());
        SocketChannel accepted = server.accept()) {
      List<Holder> holders = PortHolders.of(port(server), Protocol.TCP);
      assertEquals(
          List.of(SocketState.LISTEN, SocketState.ESTABLISHED),
          holders.stream().map(Holder::state).toList());
      assertEquals(OptionalInt.of(port(client)), holders.get(1).remotePort());
      assertEquals(Optional.of(LOOPBACK), holders.get(1).remoteAddress());
      assertTrue(accepted.isOpen());
    }
  }

  @Test
  void the_listener_comes_before_its_connections_whatever_the_systems_order() {
    List<Holder> holders =
        PortHolders.holders(
            List.of(
                entry(80, SocketState.ESTABLISHED),
                entry(80, SocketState.LISTEN),
                entry(80, SocketState.TIME_WAIT),
                entry(22, SocketState.ESTABLISHED),
                entry(22, SocketState.LISTEN)));
    assertEquals(
        List.of("22 LISTEN", "22 ESTABLISHED", "80 LISTEN", "80 ESTABLISHED", "80 TIME_WAIT"),
        holders.stream().map(each -> each.localPort() + " " + each.state()).toList());
  }

  private static SocketEntry entry(int port, SocketState state) {
    return new SocketEntry(
        Protocol.TCP,
        LOOPBACK,
        port,
        Optional.empty(),
        OptionalInt.empty(),
        state,
        OptionalLong.of(0),
        OptionalLong.empty(),
        -1,
        Optional.empty());
  }

  @Test
  void callers_are_the_other_ends_of_open_connections_only() throws Exception {
    linuxOnly();
    try (ServerSocketChannel server = listen(LOOPBACK);
        SocketChannel open = SocketChannel.open(server.getLocalAddress());
        SocketChannel accepted = server.accept()) {
      int port = port(server);
      SocketChannel left = SocketChannel.open(server.getLocalAddress());
      int leftPort = port(left);
      server.accept().close(); // who closes first keeps TIME_WAIT (RFC 9293 §3.6)
      assertEquals(-1, left.read(ByteBuffer.allocate(1)));
      left.close();
      Patience.until(
          () -> "nothing in TIME_WAIT",
          () ->
              PortHolders.of(port, Protocol.TCP).stream()
                  .anyMatch(
                      each ->
                          each.state() == SocketState.TIME_WAIT
                              && each.remotePort().equals(OptionalInt.of(leftPort))));
      assertEquals(
          List.of(new InetSocketAddress(LOOPBACK, port(open))),
          PortHolders.callers(LOOPBACK, port, LOOPBACK));
      assertTrue(accepted.isOpen());
    }
  }

  @Test
  void a_connection_that_was_not_yet_accepted_has_no_process_and_is_not_hidden() throws Exception {
    linuxOnly();
    try (ServerSocketChannel server = listen(LOOPBACK);
        SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
      assertTrue(client.isConnected());
      Holder waiting = PortHolders.of(port(server), Protocol.TCP).get(1);
      assertEquals(SocketState.ESTABLISHED, waiting.state());
      assertEquals(OptionalLong.empty(), waiting.pid());
      assertFalse(waiting.hidden());
    }
  }

  @Test
  void what_is_left_of_a_closed_connection_is_shown_without_an_owner() throws Exception {
    linuxOnly();
    int port = BindingTest.TimeWait.leaveOne(LOOPBACK);
    // The kernel needs a moment for the last packet of a close.
    Holder left =
        Patience.until(
                () -> "nothing in TIME_WAIT",
                () ->
                    PortHolders.of(port, Protocol.TCP).stream()
                        .filter(holder -> holder.state() == SocketState.TIME_WAIT)
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    assertEquals(OptionalLong.empty(), left.pid());
    assertEquals(Optional.empty(), left.user(), "the table shows root there, which is nobody");
    assertFalse(left.hidden());
    Duration time = left.timeLeft().orElseThrow();
    assertTrue(
        time.compareTo(Duration.ofSeconds(30)) > 0 && time.compareTo(Duration.ofSeconds(60)) <= 0,
        "Linux keeps TIME_WAIT for 60 s, of which are left " + time);
  }

  @Test
  void all_processes_of_a_shared_socket_are_named() throws Exception {
    linuxOnly();
    assumeTrue(NamespaceTest.isThere("python3"), "needs python3");
    // The child inherits the listener, as the child of Flask's reloader does.
    String python =
        "import os,socket,sys,signal\n"
            + "s=socket.socket();s.bind(('127.0.0.1',int(sys.argv[1])));s.listen()\n"
            + "c=os.fork()\n"
            + "if c==0: signal.pause()\n"
            + "print(s.getsockname()[1],c,flush=True)\n"
            + "sys.stdin.read();os.kill(c,9);os.wait()\n";
    Process parent = new ProcessBuilder("python3", "-c", python, "" + QuietPort.next()).start();
    try {
      String[] said = parent.inputReader().readLine().split(" ");
      List<Holder> holders = PortHolders.of(Integer.parseInt(said[0]), Protocol.TCP);
      assertEquals(
          Set.of(parent.pid(), Long.parseLong(said[1])),
          holders.stream().map(h -> h.pid().orElseThrow()).collect(Collectors.toSet()));
    } finally {
      parent.getOutputStream().close();
      Patience.untilEnded(parent);
    }
  }

  @Test
  void nobody_holds_a_free_port() {
    int free = QuietPort.next();
    assertTrue(Binding.tryBind(LOOPBACK, free, Protocol.TCP).succeeded());
    assertEquals(List.of(), PortHolders.of(free, Protocol.TCP));
  }

  @Test
  void the_list_of_all_holds_what_the_single_port_holds() throws Exception {
    try (ServerSocketChannel server = listen(LOOPBACK)) {
      int port = port(server);
      assertEquals(
          PortHolders.of(port, Protocol.TCP),
          PortHolders.all(Protocol.TCP).stream().filter(h -> h.localPort() == port).toList());
    }
  }

  /** The way of macOS and Windows, tried here so that it is tried at all. */
  @Test
  void oshi_sees_the_same_sockets() throws Exception {
    try (ServerSocketChannel server = listen(LOOPBACK);
        SocketChannel client = QuietPort.client(server);
        SocketChannel accepted = server.accept();
        ServerSocketChannel wildcard = ServerSocketChannel.open();
        DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET)) {
      wildcard.bind(new InetSocketAddress(ANY_6, QuietPort.next()));
      udp.bind(new InetSocketAddress(LOOPBACK, QuietPort.next()));
      int udpPort = port(udp);
      for (int port : new int[] {port(server), port(client), port(wildcard)}) {
        // Here OSHI reads the kernel's table, too, in which a socket may stand twice.
        assertEquals(
            PortHolders.of(port, Protocol.TCP),
            PortHolders.holders(OshiSockets.read(Protocol.TCP, p -> p == port)).stream()
                .distinct()
                .toList());
      }
      assertEquals(
          PortHolders.of(port(udp), Protocol.UDP),
          PortHolders.holders(OshiSockets.read(Protocol.UDP, p -> p == udpPort)));
      assertTrue(accepted.isOpen());
    }
  }

  @Test
  void a_socket_that_the_system_lists_twice_is_one_socket() {
    String listens = "0: 0100007F:1F90 00000000:0000 0A 0:0 0:0 0 0 0 11 1";
    String shares = "1: 0100007F:1F90 00000000:0000 0A 0:0 0:0 0 0 0 12 1"; // SO_REUSEPORT
    String connected = "2: 0100007F:1F90 0100007F:9C40 01 0:0 0:0 0 0 0 13 1";
    String waits = "3: 0100007F:1F90 0100007F:9C41 06 0:0 03:1770 0 0 0 0 3";
    String later = "3: 0100007F:1F90 0100007F:9C41 06 0:0 03:176F 0 0 0 0 3"; // its time runs
    assertEquals(
        List.of(
            SocketState.LISTEN, SocketState.LISTEN, SocketState.ESTABLISHED, SocketState.TIME_WAIT),
        ProcNet.read(
                List.of("sl local", listens, shares, connected, connected, waits, later),
                Protocol.TCP,
                port -> port == 8080)
            .stream()
            .map(SocketEntry::state)
            .toList());
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void asked_by_netlink_the_kernel_says_what_its_text_says(Protocol protocol) throws Exception {
    assumeTrue(LinuxCalls.areKnown(), "Linux on a processor whose numbers are known");
    try (ServerSocketChannel server = listen(LOOPBACK);
        ServerSocketChannel wildcard = ServerSocketChannel.open();
        SocketChannel client = QuietPort.client(server);
        SocketChannel accepted = server.accept();
        SocketChannel leaving = QuietPort.client(server);
        SocketChannel left = server.accept();
        DatagramChannel udp = DatagramChannel.open();
        DatagramChannel connected = DatagramChannel.open(StandardProtocolFamily.INET)) {
      wildcard.bind(new InetSocketAddress(QuietPort.next()));
      udp.bind(new InetSocketAddress(LOOPBACK, QuietPort.next()));
      connected.bind(new InetSocketAddress(LOOPBACK, QuietPort.next()));
      connected.connect(udp.getLocalAddress());
      Set<Integer> ours = new HashSet<>();
      for (NetworkChannel each :
          List.of(server, wildcard, client, accepted, leaving, udp, connected)) {
        ours.add(port(each));
      }
      leaving.shutdownOutput();
      assertEquals(-1, left.read(ByteBuffer.allocate(1)));
      left.shutdownOutput(); // TIME_WAIT is on the side that was first
      Patience.until(
          () -> ProcNet.read(Protocol.TCP, ours::contains) + ": the connection has not ended",
          () -> ProcNet.read(Protocol.TCP, ours::contains),
          now ->
              now.size() == 5
                  && now.stream().anyMatch(each -> each.state() == SocketState.TIME_WAIT));
      List<SocketEntry> asked = SocketDiag.read(protocol, ours::contains);
      assertEquals(protocol == Protocol.TCP ? 5 : 2, asked.size(), asked.toString());
      assertEquals(timeless(ProcNet.read(protocol, ours::contains)), timeless(asked));
      for (SocketEntry each : asked) {
        Duration time = each.timeLeft().orElse(Duration.ZERO);
        assertEquals(each.state() == SocketState.TIME_WAIT, !time.isZero(), each.toString());
        assertTrue(time.compareTo(Duration.ofMinutes(1)) <= 0, each.toString());
      }
    }
  }

  private static Set<List<Object>> timeless(List<SocketEntry> sockets) {
    return sockets.stream()
        .map(
            each ->
                List.<Object>of(
                    each.localAddress(),
                    each.localPort(),
                    each.remoteAddress(),
                    each.remotePort(),
                    each.state(),
                    each.inode(),
                    each.uid()))
        .collect(Collectors.toSet());
  }

  @Test
  void an_answer_by_netlink_that_is_cut_short_or_refuses_is_none() {
    for (int[] head : new int[][] {{16, 2}, {400, 20}, {8, 20}}) { // length and type
      ByteBuffer piece = ByteBuffer.allocate(36).order(ByteOrder.nativeOrder());
      piece.putInt(0, head[0]).putShort(4, (short) head[1]);
      assertThrows(
          IOException.class,
          () -> SocketDiag.take(piece, Protocol.TCP, port -> true, new ArrayList<>()));
    }
  }

  /** RFC 9293 §3.6 keeps TIME_WAIT alone; Linux runs its clock for the half-closed as well. */
  @Test
  void only_time_wait_is_said_to_have_so_much_time_left() {
    String row = "3: 0100007F:1F90 0100007F:9C40 %s 0:0 03:1770 0 0 0 0 3";
    assertEquals(
        List.of(
            Optional.of(Duration.ofSeconds(60)),
            Optional.<Duration>empty(),
            Optional.<Duration>empty()),
        Stream.of("06", "05", "0C")
            .map(state -> ProcNet.parse(row.formatted(state), Protocol.TCP, port -> true))
            .map(entry -> entry.orElseThrow().timeLeft())
            .toList());
  }

  @Test
  void of_a_hidden_process_the_user_is_named_or_else_numbered() {
    linuxOnly();
    assumeTrue("root".equals(ProcNet.users().get(0L)), "user 0 is not called root here");
    assertEquals(
        List.of("root hidden", "4000000001 hidden"),
        PortHolders.holders(List.of(ofNobodyHere(0), ofNobodyHere(4_000_000_001L))).stream()
            .map(each -> each.user().orElseThrow() + (each.hidden() ? " hidden" : ""))
            .toList());
  }

  /** A socket of which no process that can be seen has the inode. */
  private static SocketEntry ofNobodyHere(long uid) {
    return SocketEntry.ofLinux(
        Protocol.TCP, LOOPBACK, 80, ANY, 0, 10, Long.MAX_VALUE, uid, Optional.empty());
  }

  @Test
  void a_row_by_netlink_ends_where_the_next_begins_or_the_piece_ends() throws Exception {
    ByteBuffer piece = ByteBuffer.allocate(16 + 88 + 88).order(ByteOrder.nativeOrder());
    piece.putInt(0, 16).putShort(4, (short) 1); // a message that says nothing (NLMSG_NOOP)
    listener(piece, 16, 8080);
    listener(piece, 16 + 88, 8081);
    List<SocketEntry> found = new ArrayList<>();
    assertTrue(SocketDiag.take(piece, Protocol.TCP, port -> true, found), "more is to come");
    assertEquals(
        List.of("127.0.0.1 8080 LISTEN 4711 1000", "127.0.0.1 8081 LISTEN 4711 1000"),
        found.stream().map(PortHoldersTest::shown).toList());

    found.clear();
    SocketDiag.take(piece, Protocol.TCP, port -> port == 8081, found);
    assertEquals(List.of(8081), found.stream().map(SocketEntry::localPort).toList());
  }

  @Test
  void the_end_of_an_answer_by_netlink_may_stand_alone() throws Exception {
    ByteBuffer piece = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    piece.putInt(0, 16).putShort(4, (short) 3); // NLMSG_DONE
    assertFalse(SocketDiag.take(piece, Protocol.TCP, port -> true, new ArrayList<>()));
  }

  @Test
  void a_row_by_netlink_that_is_too_short_is_passed_over() throws Exception {
    ByteBuffer piece = ByteBuffer.allocate(84 + 88).order(ByteOrder.nativeOrder());
    listener(piece, 0, 8080);
    piece.putInt(0, 84);
    listener(piece, 84, 8081);
    List<SocketEntry> found = new ArrayList<>();
    SocketDiag.take(piece, Protocol.TCP, port -> true, found);
    assertEquals(List.of(8081), found.stream().map(SocketEntry::localPort).toList());
  }

  /** Writes struct nlmsghdr and struct inet_diag_msg (linux/inet_diag.h) of one that listens. */
  private static void listener(ByteBuffer piece, int at, int port) {
    piece.putInt(at, 88).putShort(at + 4, (short) 20); // SOCK_DIAG_BY_FAMILY
    int row = at + 16;
    piece.put(row, (byte) 2).put(row + 1, (byte) 10); // AF_INET, TCP_LISTEN
    piece.put(row + 4, (byte) (port >> 8)).put(row + 5, (byte) port);
    piece.put(row + 8, new byte[] {127, 0, 0, 1});
    piece.putInt(row + 64, 1000).putInt(row + 68, 4711);
  }

  private static String shown(SocketEntry each) {
    return "%s %d %s %d %d"
        .formatted(
            IpAddresses.text(each.localAddress()),
            each.localPort(),
            each.state(),
            each.inode().orElseThrow(),
            each.uid());
  }

  @Test
  void the_kernels_numbers_are_known_on_the_usual_processors_of_linux() {
    boolean usual = Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
    assertEquals(usual && HostSystem.here() == HostSystem.LINUX, LinuxCalls.areKnown());
  }

  @Test
  void users_have_the_names_of_their_file() throws Exception {
    Path file = Path.of("/etc/passwd");
    assumeTrue(Files.exists(file), "there is no such file");
    Map<Long, String> users = ProcNet.users();
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      if (line.matches("[^:#]+:[^:]*:[0-9]{1,10}:.*")) {
        rows.add(line.split(":"));
      }
    }
    assumeTrue(!rows.isEmpty(), "it names nobody");
    for (String[] row : rows) {
      assertTrue(users.containsKey(Long.parseLong(row[2])), row[0]);
    }
    assertEquals(rows.get(0)[0], users.get(Long.parseLong(rows.get(0)[2])), "the first counts");
  }

  @Test
  void a_row_of_the_table_is_read_in_the_processors_order() {
    assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    String row =
        "  3: 0100007F:1F90 0200007F:9C40 06 00000000:00000000 03:00001770 00000000     0        0 0 3 x";
    SocketEntry entry = ProcNet.parse(row, Protocol.TCP, port -> true).orElseThrow();
    assertEquals("127.0.0.1", IpAddresses.text(entry.localAddress()));
    assertEquals(8080, entry.localPort());
    assertEquals("127.0.0.2", IpAddresses.text(entry.remoteAddress().orElseThrow()));
    assertEquals(SocketState.TIME_WAIT, entry.state());
    assertEquals(Optional.of(Duration.ofSeconds(60)), entry.timeLeft());
    assertEquals(-1, entry.uid());

    String row6 =
        "0: 0000000000000000FFFF00000100007F:0050 00000000000000000000000000000000:0000 0A"
            + " 00000000:00000000 00:00000000 00000000 1000 0 4711 1";
    SocketEntry mapped = ProcNet.parse(row6, Protocol.TCP, port -> true).orElseThrow();
    assertEquals("127.0.0.1", IpAddresses.text(mapped.localAddress()));
    assertEquals(OptionalLong.of(4711), mapped.inode());
    assertEquals(1000, mapped.uid());
    for (String noRow :
        List.of("", "sl local_address", "0: 00:1 00:2 0A", "0: zz:1 zz:2 0A 0 0 0 0 0 0")) {
      assertEquals(Optional.empty(), ProcNet.parse(noRow, Protocol.TCP, port -> true), noRow);
    }
  }

  private static ServerSocketChannel listen(InetAddress address) throws Exception {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
    server.bind(new InetSocketAddress(address, QuietPort.next()));
    return server;
  }

  private static int port(NetworkChannel channel) throws Exception {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  private static void linuxOnly() {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "only Linux tells this");
  }
}
