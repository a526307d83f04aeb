package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import portside.testing.Patience;

/** What must hold for every address and for every text. */
class IpAddressesPropertyTest {
  @Property
  void every_ipv4_address_comes_back(@ForAll @Size(4) byte[] bytes) throws Exception {
    comesBack(InetAddress.getByAddress(bytes));
  }

  @Property
  void every_ipv6_address_comes_back(@ForAll("ipv6") byte[] bytes) throws Exception {
    comesBack(InetAddress.getByAddress(bytes));
  }

  @Property
  void every_scoped_address_comes_back_with_its_zone(
      @ForAll("ipv6") byte[] bytes, @ForAll int number) throws Exception {
    bytes[0] = (byte) 0xfe;
    bytes[1] = (byte) 0x80;
    int zone = Math.abs(number % 100_000) + 1;
    Inet6Address address = Inet6Address.getByAddress(null, bytes, zone);
    Inet6Address back = (Inet6Address) comesBack(address);
    assertEquals(zone, back.getScopeId());
  }

  @Property
  void only_a_link_local_address_is_written_with_its_zone(@ForAll("ipv6") byte[] bytes)
      throws Exception {
    bytes[0] = (byte) 0xfd;
    String text = IpAddresses.text(Inet6Address.getByAddress(null, bytes, 2));
    assertFalse(text.contains("%"), text);
  }

  @Property
  void canonical_ipv6_is_short_and_in_lower_case(@ForAll("ipv6") byte[] bytes) throws Exception {
    String text = IpAddresses.text(InetAddress.getByAddress(bytes));
    assertFalse(text.chars().anyMatch(c -> c >= 'A' && c <= 'F'), text);
    assertFalse(text.matches(".*(^|:)0[0-9a-f].*"), "leading zero: " + text);
    assertFalse(!text.contains("::") && text.matches(".*(^|:)0:0(:.*|$)"), "not folded: " + text);
  }

  @Property
  void no_text_makes_it_fail(@ForAll String text) {
    comesBackIfRead(text);
  }

  @Property(tries = 20_000)
  void no_text_of_the_letters_of_addresses_makes_it_fail(@ForAll("nearly") String text) {
    comesBackIfRead(text);
  }

  @Property
  void no_name_is_an_address(@ForAll("names") String name) {
    assertEquals(Optional.empty(), IpAddresses.parse(name));
  }

  @Example
  void a_very_long_text_is_refused_at_once() {
    for (String piece : new String[] {"1", ":", "::", "1.", "0", "f:", "%", "[", "１"}) {
      String text = piece.repeat(1_000_000);
      assertTimeoutPreemptively(
          Patience.LIMIT, // a fraction of a second does; to read every letter takes minutes
          () -> {
            for (int i = 0; i < 100_000; i++) {
              assertEquals(Optional.empty(), IpAddresses.parse(text));
            }
          });
    }
  }

  private static InetAddress comesBack(InetAddress address) {
    InetAddress back = IpAddresses.parse(IpAddresses.text(address)).orElseThrow();
    assertEquals(address, back);
    assertEquals(Optional.of(address), IpAddresses.parse(IpAddresses.inUrl(address)));
    return back;
  }

  private static void comesBackIfRead(String text) {
    IpAddresses.parse(text).ifPresent(IpAddressesPropertyTest::comesBack);
  }

  /** Half of the groups are zero, so that runs of zeros of every length and place appear. */
  @Provide
  Arbitrary<byte[]> ipv6() {
    return Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(0)),
            Tuple.of(1, Arbitraries.integers().between(0, 0xffff)))
        .list()
        .ofSize(8)
        .map(
            groups -> {
              byte[] bytes = new byte[16];
              for (int i = 0; i < 8; i++) {
                bytes[2 * i] = (byte) (groups.get(i) >> 8);
                bytes[2 * i + 1] = (byte) (int) groups.get(i);
              }
              return bytes;
            });
  }

  @Provide
  Arbitrary<String> nearly() {
    return Arbitraries.strings().withChars("0123456789abcdefF:.%[]").ofMaxLength(48);
  }

  /** Names that only hex letters and dots make are the ones that a careless parser looks up. */
  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> label =
        Arbitraries.strings().withChars("abcdef0123456789-").ofMinLength(1).ofMaxLength(12);
    return label
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(labels -> String.join(".", labels))
        .filter(name -> name.chars().anyMatch(c -> c == '-' || c >= 'a' && c <= 'f'));
  }
}
