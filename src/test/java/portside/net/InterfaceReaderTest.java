package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import portside.testing.Alone;

/** What is read of this computer, beside what Java and the kernel tell; nothing may change it. */
@Alone
class InterfaceReaderTest {
  @Test
  void each_interface_is_as_java_tells_it_and_the_first_index_comes_first() throws Exception {
    List<InterfaceReader.Raw> read = InterfaceReader.read();
    List<NetworkInterface> all = new ArrayList<>(NetworkInterface.networkInterfaces().toList());
    assertEquals(
        all.stream().map(NetworkInterface::getIndex).sorted().toList(),
        read.stream().map(InterfaceReader.Raw::index).toList());
    for (InterfaceReader.Raw raw : read) {
      NetworkInterface each = NetworkInterface.getByIndex(raw.index());
      assertEquals(each.getName(), raw.name());
      assertEquals(each.getDisplayName(), raw.displayName());
      assertEquals(each.isUp(), raw.up(), raw.name());
      assertEquals(each.isLoopback(), raw.loopback(), raw.name());
      assertEquals(each.isPointToPoint(), raw.pointToPoint(), raw.name());
    }
  }

  /** Java begins with the last one that was given (addif in NetworkInterface.c). */
  @Test
  void the_addresses_stand_in_the_order_of_java_turned_around() throws Exception {
    assumeTrue(HostSystem.here() != HostSystem.WINDOWS, "the system's own order");
    int several = 0;
    for (InterfaceReader.Raw raw : InterfaceReader.read()) {
      List<InetAddress> java =
          new ArrayList<>(NetworkInterface.getByIndex(raw.index()).inetAddresses().toList());
      Collections.reverse(java);
      assertEquals(java, raw.addresses(), raw.name());
      several += raw.addresses().size() > 1 ? 1 : 0;
    }
    assumeTrue(several > 0, "no interface here has two addresses");
  }

  @Test
  void what_is_a_card_and_what_is_software_is_read_from_the_kernel() {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "only Linux has these files");
    for (InterfaceReader.Raw raw : InterfaceReader.read()) {
      Path kernel = Path.of("/sys/class/net", raw.name());
      assumeTrue(Files.exists(kernel), "these files are of another network");
      boolean card = Files.exists(kernel.resolve("device"));
      assertEquals(!card && !raw.loopback(), raw.virtual(), raw.name());
      assertEquals(Files.exists(kernel.resolve("phy80211")), raw.wireless(), raw.name());
    }
  }

  @Test
  void a_description_keeps_what_was_read_and_names_the_loopback() {
    List<InterfaceReader.Raw> read = InterfaceReader.read();
    List<Interface> described = InterfaceReader.describe(read, HostSystem.here());
    assertEquals(read.size(), described.size());
    for (int i = 0; i < read.size(); i++) {
      assertEquals(read.get(i).addresses(), described.get(i).addresses());
      assertEquals(
          read.get(i).loopback(), described.get(i).purpose() == Purpose.LOOPBACK, "" + read.get(i));
    }
  }
}
