package portside;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portside.experiments.Experiment;
import portside.experiments.Register;
import portside.net.IpAddresses;
import portside.process.Children;
import portside.programs.Programs;

/** Where things are, and who may know whom; each rule with its reason. */
final class LayoutTest {
  private static final Path SOURCES = Path.of("src/main/java/portside");

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("portside");

  private static void holds(ArchRule rule) {
    assertTrue(CLASSES.size() > 50, "the classes were not found");
    rule.allowEmptyShould(false).check(CLASSES);
  }

  @Test
  void facts_about_the_network_know_no_web() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(
                "portside.net..", "portside.process..", "portside.programs..", "portside.debug..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "gg.jte..", "com.fasterxml..", "jakarta..")
            .because("they are used by the command line and by tests without a web server"));
  }

  @Test
  void facts_about_the_network_know_nothing_of_the_site() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("portside.net..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "portside",
                "portside.access..",
                "portside.page..",
                "portside.experiments..",
                "portside.lesson..",
                "portside.room..",
                "portside.programs..",
                "portside.process..")
            .because("dependencies point one way: room, lesson, experiments, then net"));
  }

  @Test
  void processes_know_nothing_of_the_site() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("portside.process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "portside",
                "portside.access..",
                "portside.page..",
                "portside.experiments..",
                "portside.lesson..",
                "portside.room..",
                "portside.programs..",
                "portside.net..")
            .because("the keeper starts with as few classes as possible"));
  }

  @Test
  void programs_know_nothing_of_the_site() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("portside.programs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "portside",
                "portside.access..",
                "portside.page..",
                "portside.experiments..",
                "portside.lesson..",
                "portside.room..")
            .because("the check of a course and the experiments start programs in the same way"));
  }

  @Test
  void debuggers_know_nothing_of_the_site_and_of_no_course() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("portside.debug..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "portside",
                "portside.access..",
                "portside.page..",
                "portside.programs..",
                "portside.experiments..",
                "portside.lesson..",
                "portside.room..")
            .because("a debugger is given a program and tells what it sees"));
  }

  @Test
  void page_and_access_start_no_program() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage("portside.page..", "portside.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("portside.programs..", "portside.process..", "portside.debug..")
            .because("a page shows what was measured and starts nothing"));
  }

  @Test
  void experiments_know_no_lesson_and_no_room() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("portside.experiments..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("portside", "portside.lesson..", "portside.room..")
            .because("an experiment also runs alone, from the command line and on its own page"));
  }

  @Test
  void lessons_know_no_room() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("portside.lesson..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("portside", "portside.room..")
            .because("a lesson is read by one person as well as by a class"));
  }

  @Test
  void page_and_access_serve_everybody_and_know_nobody() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage("portside.page..", "portside.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "portside", "portside.experiments..", "portside.lesson..", "portside.room..")
            .because("otherwise every change of an experiment could break the frame"));
  }

  @Test
  void experiments_do_not_know_each_other() {
    assertTrue(CLASSES.size() > 50, "the classes were not found");
    slices()
        .matching("portside.experiments.(*)..")
        .should()
        .notDependOnEachOther()
        .because("adding or removing a widget touches one folder and one line")
        .check(CLASSES);
  }

  @Test
  void only_the_process_package_starts_processes() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage("portside.process..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .callMethod(Runtime.class, "exec", String[].class)
            .orShould()
            .callMethod(Runtime.class, "exec", String.class)
            .because("a child that the keeper does not know could outlive Portside"));
  }

  @Test
  void names_are_never_looked_up() {
    holds(
        noClasses()
            .that()
            .doNotHaveSimpleName("Ipv6Literal")
            .and()
            .doNotHaveSimpleName("IpAddresses")
            .and()
            // resolves the fixed name localhost and no other (RFC 6761 §6.3)
            .doNotHaveSimpleName("LocalhostName")
            .should()
            .callMethod(InetAddress.class, "getByName", String.class)
            .orShould()
            .callMethod(InetAddress.class, "getAllByName", String.class)
            .orShould()
            .callMethod(InetAddress.class, "getHostName")
            .orShould()
            .callMethod(InetAddress.class, "getCanonicalHostName")
            .because("what a stranger sends must not become a question to the DNS"));
  }

  @Test
  void every_package_says_what_belongs_there() throws IOException {
    List<Path> silent;
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      silent =
          paths
              .filter(Files::isDirectory)
              .filter(LayoutTest::hasClasses)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
    }
    assertEquals(List.of(), silent);
  }

  private static boolean hasClasses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void an_experiment_has_one_name_everywhere() throws IOException {
    Set<String> folders;
    try (Stream<Path> paths = Files.list(SOURCES.resolve("experiments"))) {
      folders =
          paths
              .filter(Files::isDirectory)
              .map(path -> path.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertFalse(folders.isEmpty());
    try (Children children = new Children();
        Programs programs = new Programs(Path.of("content"), children, null)) {
      Register register =
          Register.standard(children, programs, IpAddresses.parse("127.0.0.1").orElseThrow());
      assertEquals(folders, new TreeSet<>(register.names()), "folders and register");
      register
          .all()
          .forEach(
              registered -> {
                Experiment<?, ?> experiment = registered.experiment();
                String name = experiment.name();
                assertEquals(
                    "portside.experiments." + name, experiment.getClass().getPackageName());
                assertEquals(name, experiment.getClass().getSimpleName().toLowerCase());
                Path folder = SOURCES.resolve("experiments").resolve(name);
                assertTrue(Files.exists(folder.resolve("view.jte")), name + " has no view.jte");
                Path test =
                    Path.of("src/test/java/portside/experiments")
                        .resolve(name)
                        .resolve(experiment.getClass().getSimpleName() + "Test.java");
                assertTrue(Files.exists(test), test + " is missing");
              });
    }
  }

  @Test
  void no_template_carries_a_script_or_a_style_of_its_own() throws IOException {
    List<Path> guilty;
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      guilty =
          paths
              .filter(path -> path.toString().endsWith(".jte"))
              .filter(
                  path ->
                      read(path)
                          .matches(
                              "(?is).*(<style|\\sstyle=|<script(?![^>]*\\ssrc=)|\\son[a-z]+=|hx-on).*"))
              .toList();
    }
    assertEquals(List.of(), guilty, "the Content-Security-Policy would not run them");
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
