package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import portside.net.ReservedPorts.Range;

/** The samples are written by hand after the form of netsh; no Windows was asked. */
class ReservedPortsTest {
  private static final String ENGLISH =
      """

      Protocol tcp Port Exclusion Ranges

      Start Port    End Port
      ----------    --------
              80          80
            5357        5357
            7990        8089
           50000       50059     *

      * - Administered port exclusions.

      """
          .replace("\n", "\r\n");

  private static final String KOREAN =
      """

      프로토콜 tcp 포트 제외 범위

      시작 포트    끝 포트
      ----------    --------
            7990        8089
           50000       50059     *

      * - 관리되는 포트 제외입니다.
      """;

  private static final String GARBLED =
      "\n???????? tcp ??? 443 443 ??\n\n      7990        8089      \n 99999 5\n 9 3\n 123456 7\n";

  @Example
  void the_blocks_are_read() {
    assertEquals(
        List.of(
            new Range(80, 80, false),
            new Range(5357, 5357, false),
            new Range(7990, 8089, false),
            new Range(50000, 50059, true)),
        ReservedPorts.parse(ENGLISH).ranges());
  }

  @Example
  void headings_may_be_in_any_language() {
    assertEquals(
        List.of(new Range(7990, 8089, false), new Range(50000, 50059, true)),
        ReservedPorts.parse(KOREAN).ranges());
  }

  @Example
  void rows_that_are_no_ports_are_left_out() {
    assertEquals(List.of(new Range(7990, 8089, false)), ReservedPorts.parse(GARBLED).ranges());
  }

  @Example
  void both_ends_of_a_block_are_kept_back() {
    ReservedPorts reserved = ReservedPorts.parse(ENGLISH);
    assertTrue(reserved.contains(7990) && reserved.contains(8080) && reserved.contains(8089));
    assertFalse(reserved.contains(7989) || reserved.contains(8090));
  }

  @Example
  void without_the_command_nothing_is_kept_back() {
    assertEquals(ReservedPorts.none(), ReservedPorts.parse(""));
  }

  @Property
  void no_output_makes_it_fail(@ForAll String output) {
    ReservedPorts.parse(output);
  }
}
