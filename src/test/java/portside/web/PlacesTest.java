package portside.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.net.IpAddresses;
import portside.web.Place.Phase;

/** Who gets a place, who leaves for it, and that none is lost. */
final class PlacesTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Places places =
      new Places(new Bounds(10, 6, 4, 1, LONG, LONG, LONG, LONG), () -> new byte[0]);
  private final List<SocketChannel> channels = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }

  private SocketChannel channel() {
    try {
      SocketChannel channel = SocketChannel.open();
      channels.add(channel);
      return channel;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static InetAddress address(String text) {
    return IpAddresses.parse(text).orElseThrow();
  }

  /** A WebSocket, which leaves for nobody that has as many. */
  private boolean stays(String from) {
    SocketChannel channel = channel();
    boolean in = places.arrive(channel, address(from));
    places.enter(channel, Phase.LIVE);
    return in;
  }

  @Test
  void an_address_has_so_many_places_and_another_one_its_own() {
    for (int i = 0; i < 4; i++) {
      assertTrue(stays("192.0.2.1"));
    }
    assertFalse(stays("192.0.2.1"));
    assertTrue(stays("192.0.2.2"));
  }

  @Test
  void the_addresses_of_a_64_are_one_network_and_those_of_ipv4_are_not() {
    for (int i = 0; i < 6; i++) {
      assertTrue(stays("2001:db8:0:1::" + (i + 1)));
    }
    assertFalse(stays("2001:db8:0:1:ffff::9"));
    assertTrue(stays("2001:db8:0:2::9"));
    assertTrue(stays("192.0.2.1"));
  }

  @Test
  void where_all_places_are_taken_the_greediest_gives_one_to_a_newcomer() {
    for (int i = 0; i < 4; i++) {
      assertTrue(stays("192.0.2.1"));
    }
    for (int i = 0; i < 6; i++) {
      assertTrue(stays("198.51.100." + i));
    }
    assertEquals(10, places.taken());
    assertTrue(stays("203.0.113.1"), "192.0.2.1 has four");
    assertTrue(stays("203.0.113.2"), "192.0.2.1 has three");
    assertFalse(stays("198.51.100.0"), "nobody has more than this one would have");
    assertEquals(10, places.taken());
  }

  @Test
  void whoever_asked_for_nothing_leaves_first_and_the_oldest_before_the_others() {
    SocketChannel idle = channel();
    places.arrive(idle, address("192.0.2.1"));
    places.enter(idle, Phase.IDLE);
    List<SocketChannel> strangers = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      strangers.add(channel());
      assertTrue(places.arrive(strangers.get(i), address("192.0.2." + (10 + i))));
    }
    assertTrue(places.arrive(channel(), address("192.0.2.99")));
    places.onClosed(strangers.get(0)); // it has left before
    assertEquals(10, places.taken());
    places.onClosed(strangers.get(1));
    assertEquals(9, places.taken());
    places.onClosed(idle);
    assertEquals(8, places.taken());
  }

  @Test
  void a_guest_whose_request_is_late_is_not_pushed_out_by_those_who_flood() {
    SocketChannel guest = channel();
    places.arrive(guest, address("192.0.2.1"));
    for (int i = 0; i < 90; i++) {
      assertTrue(places.arrive(channel(), address("198.51.100." + i % 3)));
    }
    assertEquals(10, places.taken());
    places.onClosed(guest);
    assertEquals(9, places.taken(), "it was still there");
  }

  @Test
  void nor_by_those_who_flood_with_requests_that_are_being_answered() {
    SocketChannel guest = channel();
    places.arrive(guest, address("192.0.2.1"));
    for (int i = 0; i < 9; i++) {
      SocketChannel flood = channel();
      assertTrue(places.arrive(flood, address("198.51.100." + i % 3)));
      places.enter(flood, Phase.WORK);
    }
    assertFalse(places.arrive(channel(), address("198.51.100.0")), "it has three, the guest one");
    assertTrue(places.arrive(channel(), address("203.0.113.1")), "another guest has none");
    places.onClosed(guest);
    assertEquals(10, places.taken(), "the guest has given way to another guest only");
  }

  @Test
  void nor_is_one_of_a_class_behind_one_address_that_holds_more_than_its_share() {
    Places wide = new Places(new Bounds(12, 12, 12, 1, LONG, LONG, LONG, LONG), () -> new byte[0]);
    for (int i = 0; i < 11; i++) {
      SocketChannel channel = channel();
      String from = i < 6 ? "198.51.100.1" : i < 8 ? "192.0.2.1" : "203.0.113." + i;
      assertTrue(wide.arrive(channel, address(from)));
      wide.enter(channel, i < 6 ? Phase.WORK : Phase.LIVE);
    }
    SocketChannel guest = channel();
    assertTrue(wide.arrive(guest, address("192.0.2.1")));
    assertFalse(wide.arrive(channel(), address("198.51.100.1")));
    wide.onClosed(guest);
    assertEquals(11, wide.taken(), "it was still there");
  }

  @Test
  void of_many_who_ask_for_nothing_the_oldest_gives_way_to_a_class_behind_one_address() {
    for (int i = 0; i < 3; i++) {
      assertTrue(stays("192.0.2.1"));
    }
    SocketChannel oldest = channel();
    assertTrue(places.arrive(oldest, address("198.51.100.100")));
    for (int i = 0; i < 6; i++) {
      assertTrue(places.arrive(channel(), address("198.51.100." + i)));
    }
    assertTrue(places.arrive(channel(), address("192.0.2.1")));
    places.onClosed(oldest);
    assertEquals(10, places.taken(), "it had left before");
  }

  @Test
  void of_those_who_hold_no_more_than_their_share_the_one_with_the_most_gives_way() {
    SocketChannel guest = channel();
    assertTrue(places.arrive(guest, address("192.0.2.1")));
    for (int i = 0; i < 2; i++) {
      assertTrue(places.arrive(channel(), address("198.51.100.1")));
    }
    for (int i = 0; i < 7; i++) {
      assertTrue(stays("203.0.113." + i % 2), "what is answered already");
    }
    assertTrue(places.arrive(channel(), address("198.51.100.9")));
    assertEquals(10, places.taken());
    places.onClosed(guest);
    assertEquals(9, places.taken(), "the guest was there, though the oldest");
  }

  @Test
  void a_connection_that_could_not_be_taken_over_gives_its_place_back() {
    for (int i = 0; i < 20; i++) {
      SocketChannel channel = channel();
      assertTrue(places.arrive(channel, address("192.0.2.1")));
      places.enter(channel, Phase.LIVE);
      if (i % 2 == 0) {
        places.onAcceptFailed(channel, new IOException());
      } else {
        places.onClosed(channel);
        places.onClosed(channel); // twice is once
      }
    }
    assertEquals(0, places.taken());
    assertTrue(stays("192.0.2.1"));
  }
}
