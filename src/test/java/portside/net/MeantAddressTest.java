package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeantAddressTest {
  private static final List<InetAddress> OWN =
      List.of(IpAddresses.parse("192.168.0.10").orElseThrow());

  private static String meant(String typed) {
    return MeantAddress.of(typed, OWN).map(IpAddresses::text).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,0,0,0|0.0.0.0",
        "127.1|127.0.0.1",
        "127.0.1|127.0.0.1",
        "localhost|127.0.0.1",
        "LocalHost:8080|127.0.0.1",
        "http://localhost:5000/hello|127.0.0.1",
        "127.0.0.1:8080|127.0.0.1",
        "http://127.0.0.1|127.0.0.1",
        "https://192.168.0.10:8080/a?b=c#d|192.168.0.10",
        "http:127.0.0.1|127.0.0.1",
        "http://[::1]:8080/|::1",
        "[::1]:8080|::1",
        "[::1|::1",
        "[.8.8.8.8]|8.8.8.8",
        "127..0.0.1|127.0.0.1",
        "127.0.0.1.|127.0.0.1",
        ".127.0.0.1|127.0.0.1",
        "127.0.01|127.0.0.1",
        "1270.0.1|127.0.0.1",
        "127001|127.0.0.1",
        "192.168.010|192.168.0.10",
        "192168.0.10|192.168.0.10",
        "127.000.000.001|127.0.0.1",
        "0|0.0.0.0",
        "0000|0.0.0.0",
        "0.0.0|0.0.0.0",
        "１２７．０．０．１|127.0.0.1",
        "127。0。0。1|127.0.0.1",
        "127 0 0 1|127.0.0.1",
        "127. 0. 0. 1|127.0.0.1",
        "“127.0.0.1”|127.0.0.1",
        "192.168.0.10/24|192.168.0.10",
        "8,8,8,8|8.8.8.8"
      })
  void the_address_that_was_meant_is_found(String typed, String address) {
    assertEquals(address, meant(typed));
  }

  @ParameterizedTest
  @CsvSource({
    "hello",
    "8080",
    "256.0.0.1",
    "1.2.3.4.5",
    "example.com",
    "naver.com:80",
    "http://",
    "1.2.3.999"
  })
  void what_could_be_anything_is_not_guessed(String typed) {
    assertEquals("", meant(typed));
  }

  @Test
  void a_url_is_guessed_at_up_to_two_hundred_characters() {
    String url = "http://127.0.0.1/";
    String longest = url + "x".repeat(200 - url.length());
    assertEquals("127.0.0.1", meant(longest));
    assertEquals("", meant(longest + "x"));
  }

  @Test
  void whatever_is_typed_nothing_breaks() {
    assertEquals("", meant(""));
    assertEquals("", meant(" "));
    assertEquals("", meant("...."));
    assertEquals("", meant("://[%]:/"));
    assertEquals("", meant("1".repeat(100_000)));
    assertEquals("", meant("99999999999999999999.1"));
  }
}
