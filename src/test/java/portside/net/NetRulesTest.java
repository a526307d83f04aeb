package portside.net;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the package must never do, read from its compiled classes. */
class NetRulesTest {
  private static final Set<String> ASKS_DNS =
      Set.of(
          "getByName",
          "getAllByName",
          "getLocalHost",
          "getHostName",
          "getCanonicalHostName",
          "isReachable");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("portside.net");

  @Test
  void nothing_here_can_ask_dns() {
    sawThePackage();
    ArchRuleDefinition.noClasses()
        .that()
        // asks for one fixed name, which the hosts file of this computer answers
        .doNotHaveSimpleName("LocalhostName")
        .should()
        .callMethodWhere(
            new DescribedPredicate<JavaCall<?>>("it may look a name up") {
              @Override
              public boolean test(JavaCall<?> call) {
                return ASKS_DNS.contains(call.getName())
                    && (call.getTargetOwner().isAssignableTo(InetAddress.class)
                        || call.getTargetOwner().isEquivalentTo(InetSocketAddress.class));
              }
            })
        .because("a typing error would leave the computer, and a Host header would be looked up")
        .check(classes);
    ArchRuleDefinition.noClasses()
        .should()
        .callConstructor(InetSocketAddress.class, String.class, int.class)
        .because("this constructor looks the name up")
        .check(classes);
  }

  @Test
  void nothing_here_starts_a_process_or_knows_the_web() {
    sawThePackage();
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "gg.jte..", "com.fasterxml..", "portside.process..")
        .because("portside.process is the only way to a process, and facts know no web")
        .check(classes);
  }

  @Test
  void only_three_classes_load_oshi() {
    sawThePackage();
    ArchRuleDefinition.noClasses()
        .that()
        .haveNameNotMatching(
            "portside\\.net\\.(OshiSockets|FriendlyNames|InterfaceCounters)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("oshi..")
        .because("it takes up to 300 ms to load, and the site must start in 800")
        .check(classes);
  }

  @Test
  void only_the_scan_and_the_tables_of_sockets_call_the_system_without_java() {
    sawThePackage();
    ArchRuleDefinition.noClasses()
        .that()
        .haveNameNotMatching("portside\\.net\\.(LinuxBind|LinuxCalls|SocketDiag)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..")
        .because("whatever Java can ask works everywhere, and reads the same on every system")
        .check(classes);
  }

  private void sawThePackage() {
    assertTrue(classes.contain(IpAddresses.class), "the rule must have seen the package");
    assertFalse(classes.contain(NetRulesTest.class), "tests are not meant");
  }
}
