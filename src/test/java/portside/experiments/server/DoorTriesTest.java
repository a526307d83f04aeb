package portside.experiments.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import portside.instruments.Door;
import portside.instruments.DoorTry;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.programs.DevServer;
import portside.programs.Launch;
import portside.testing.Java;
import portside.testing.Patience;

/** That all doors are tried at once, are told in their order, and that nothing is left of it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing connects to 0.0.0.0 there")
final class DoorTriesTest {
  private static final List<Door> DOORS = List.of(Door.LOCALHOST, Door.LOOPBACK, Door.WILDCARD);

  private final Children children = new Children();
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final int port = Binding.portForAProgram(IpAddresses.LOOPBACK).orElseThrow();

  @AfterEach
  void end() {
    children.close();
  }

  /** A server that answers nobody before so many have asked. */
  static final class Patient {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

    public static void main(String[] args) throws IOException {
      List<Socket> callers = new ArrayList<>();
      List<String> asked = new ArrayList<>();
      try (ServerSocket server =
          new ServerSocket(Integer.parseInt(args[0]), 50, IpAddresses.parse("0.0.0.0").get())) {
        System.out.println("listens");
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
          callers.add(server.accept());
        }
        for (Socket caller : callers) {
          asked.add(head(caller));
        }
        for (int i = 0; i < callers.size(); i++) {
          System.out.println("127.0.0.1 - - [now] \"" + asked.get(i) + "\" 200 -");
          callers.get(i).getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
          callers.get(i).close();
        }
      }
    }

    /** The first line of a request, whose whole head is read. */
    private static String head(Socket caller) throws IOException {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
      String first = in.readLine();
      while (!in.readLine().isEmpty()) {
        // another field
      }
      return first;
    }
  }

  private DevServer server(int callers) throws IOException {
    List<String> line = Java.line(Patient.class, "" + port, "" + callers);
    DevServer server =
        DevServer.start(
            children,
            new Launch(Command.of(line), "patient"),
            IpAddresses.LOOPBACK,
            port,
            (stream, text) -> said.add(text));
    Patience.until(said::toString, () -> said.contains("listens"));
    return server;
  }

  @Test
  void a_door_does_not_wait_for_the_one_before_it() throws Exception {
    List<String> lines = new ArrayList<>();
    try (DevServer server = server(DOORS.size());
        DoorTries tries = new DoorTries(DOORS, server, children)) {
      for (Door door : DOORS) {
        DoorTry found = tries.next((stream, text) -> lines.add(text));
        assertEquals(door, found.door());
        assertEquals(DoorTry.ANSWERED, found.result(), found::toString);
        assertEquals("127.0.0.1", found.seenAs());
      }
    }
    List<String> curls = lines.stream().filter(line -> line.startsWith("curl ")).toList();
    assertEquals(2, curls.size(), lines::toString);
    int second = lines.indexOf(curls.get(1));
    assertTrue(lines.get(0).contains("localhost"), lines::toString);
    assertTrue(lines.get(second).contains("0.0.0.0"), lines::toString);
    assertTrue(
        lines.subList(0, second).stream().noneMatch(line -> line.contains("0.0.0.0")),
        () -> "of one after the other: " + lines);
  }

  @Test
  void who_goes_ends_every_curl() throws Exception {
    List<Door> doors = List.of(Door.LOCALHOST, Door.WILDCARD);
    try (DevServer server = server(doors.size() + 1)) {
      DoorTries tries = new DoorTries(doors, server, children);
      Patience.until(() -> children.running().toString(), () -> children.running().size() == 3);
      List<Child> curls = children.running().subList(1, 3);
      tries.close();
      for (Child curl : curls) {
        assertTrue(curl.awaitExit(Patience.LIMIT).orElseThrow().signal().isPresent(), "by itself");
      }
      assertEquals(1, children.running().size(), () -> children.running().toString());
    }
  }
}
