package portside.net;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Scans 127.0.0.1 in a process of its own and prints how many ports got which answer. */
final class PortScanReport {
  private PortScanReport() {}

  public static void main(String[] arguments) throws Exception {
    try (PortScan scan = PortScan.start(IpAddresses.LOOPBACK, 2)) {
      if (!scan.await(Duration.ofSeconds(60))) {
        throw new AssertionError("not within a minute");
      }
      Map<PortScan.Answer, Integer> counts = new EnumMap<>(PortScan.Answer.class);
      for (int port = 0; port <= Ports.LAST; port++) {
        counts.merge(scan.answer(port), 1, Integer::sum);
      }
      System.out.println(counts);
      System.out.println(scan.answer(79) + " " + scan.answer(80));
      System.out.println("direct: " + scan.isDirect());
    }
  }
}
