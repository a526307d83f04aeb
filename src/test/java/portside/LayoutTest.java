package portside;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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

  /** A class of so many lines does two things. */
  private static final int LINES = 350;

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("portside");

  private static void holds(ArchRule rule) {
    assertTrue(CLASSES.size() > 50, "the classes were not found");
    rule.allowEmptyShould(false).check(CLASSES);
  }

  /**
   * Who may be known by whom. A package that is not named here knows nobody of the site, so that a
   * new one has to say what it stands on.
   */
  private static final Map<String, Rule> MAY_KNOW = new LinkedHashMap<>();

  private record Rule(Set<String> known, String because) {}

  private static void may(String who, String because, String... known) {
    MAY_KNOW.put(who, new Rule(Set.of(known), because));
  }

  static {
    may("net", "facts about the network are used without a site, by commands and tests");
    may("process", "the keeper starts with as few classes as possible");
    may(
        "programs",
        "the check of a course and the experiments start programs alike",
        "process",
        "net");
    may("debug", "a debugger is given a program and tells what it sees", "process", "net");
    may("access", "every change of an experiment could break the rules of access", "net");
    may("page", "every change of an experiment could break the frame", "access", "net");
    may(
        "experiments",
        "the contract knows none of the widgets, so that one can be added without touching it",
        "access",
        "page",
        "net");
    may("runs", "a run knows its experiment by the contract only", "experiments", "access", "net");
    may(
        "instruments",
        "what several widgets measure with knows none of them",
        "experiments",
        "programs",
        "process",
        "access",
        "page",
        "net");
    may(
        "experiments.*",
        "a widget runs alone, from the command line and on its own page, and knows no other widget",
        "experiments",
        "instruments",
        "programs",
        "process",
        "debug",
        "access",
        "page",
        "net");
    may(
        "cards",
        "a page that carries cards may be a lesson's or any other",
        "runs",
        "experiments",
        "access",
        "page",
        "net");
    may(
        "lesson",
        "a lesson is read by one person as well as by a class",
        "lesson.markdown",
        "cards",
        "runs",
        "experiments",
        "access",
        "page",
        "net");
    may("lesson.markdown", "Markdown knows addresses and no experiments", "page", "net");
    may(
        "lesson.reading",
        "reading a course serves no page",
        "lesson",
        "lesson.markdown",
        "cards",
        "experiments",
        "programs",
        "process",
        "page",
        "net");
    may(
        "lesson.packed",
        "what was read is not read again",
        "lesson",
        "cards",
        "experiments",
        "net");
    may("image", "it is made by the build");
    may("live", "a topic is a name and a version", "runs", "experiments", "access", "page", "net");
    may("store", "what is kept is the business of who keeps it");
    may("room", "the class is plain state, which any page may show", "store", "access");
    may(
        "glossary",
        "lessons know nothing of the words that are explained beside them",
        "cards",
        "lesson",
        "lesson.markdown",
        "lesson.reading",
        "access",
        "page",
        "net");
    may(
        "search",
        "what is searched knows nothing of the search",
        "glossary",
        "cards",
        "lesson",
        "access",
        "page",
        "net");
    may(
        "clinic",
        "what a message means is written in the course",
        "search",
        "cards",
        "lesson",
        "lesson.reading",
        "access",
        "page",
        "net");
    may(
        "progress",
        "who learns alone is no business of the class",
        "store",
        "lesson",
        "cards",
        "experiments",
        "access",
        "page",
        "net");
    may(
        "editing",
        "what the owner makes of the programs is no business of the lessons",
        "store",
        "lesson",
        "lesson.reading",
        "cards",
        "runs",
        "experiments",
        "programs",
        "process",
        "access",
        "page",
        "net");
    may(
        "room.pages",
        "a room stands on lessons, and they know nothing of it",
        "room",
        "store",
        "live",
        "lesson",
        "cards",
        "runs",
        "experiments",
        "access",
        "page",
        "net");
    may(
        "room.invitation",
        "who is invited and who can come in is a question of the network",
        "instruments",
        "process",
        "access",
        "net");
    may(
        "room.invitation.pages",
        "what is shown of the invitation",
        "room",
        "room.invitation",
        "experiments",
        "instruments",
        "access",
        "page",
        "net");
    may("room.export", "what was kept is read by who takes it along", "room", "access", "page");
    may(
        "room.export.pages",
        "what is shown of the classes that are kept",
        "room",
        "room.export",
        "store",
        "access",
        "page");
    may(
        "room.flip.pages",
        "what is shown of the flip",
        "room",
        "room.flip",
        "live",
        "instruments",
        "experiments",
        "access",
        "page",
        "net");
    may(
        "room.flip",
        "who reaches the demo server is told by a class and by tests alike",
        "instruments",
        "runs",
        "experiments",
        "access",
        "net");
    may("web", "what stands before the routes knows none of them", "access", "page", "net");
    may(
        "cli",
        "the commands put nothing together but what the site gives them",
        "",
        "lesson",
        "lesson.packed",
        "lesson.reading",
        "runs",
        "cards",
        "instruments",
        "experiments",
        "programs",
        "process",
        "access",
        "page",
        "net");
  }

  @Test
  void packages_know_only_what_they_may() {
    assertTrue(CLASSES.size() > 50, "the classes were not found");
    Set<String> seen = new TreeSet<>();
    Set<String> wrong = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      String from = folder(each);
      seen.add(ruleOf(from));
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        if (!target.getPackageName().startsWith("portside") || from.isEmpty()) {
          continue; // the root puts everything together
        }
        String to = folder(target);
        Rule rule =
            MAY_KNOW.getOrDefault(ruleOf(from), new Rule(Set.of(), "it is not in the list"));
        if (!to.equals(from) && !rule.known().contains(to)) {
          wrong.add(
              from
                  + " knows "
                  + to
                  + " ("
                  + dependency.getDescription()
                  + "), but "
                  + rule.because());
        }
      }
    }
    seen.remove("");
    assertEquals(MAY_KNOW.keySet(), new TreeSet<>(seen).stream().collect(Collectors.toSet()));
    assertEquals(Set.of(), wrong);
  }

  private static String folder(JavaClass type) {
    String name = type.getPackageName();
    return name.equals("portside") ? "" : name.substring("portside.".length());
  }

  private static String ruleOf(String folder) {
    return folder.startsWith("experiments.") ? "experiments.*" : folder;
  }

  @Test
  void packages_make_no_cycle() {
    assertTrue(CLASSES.size() > 50, "the classes were not found");
    slices()
        .matching("portside.(**)")
        .should()
        .beFreeOfCycles()
        .because("who reads one package must not have to read all")
        .check(CLASSES);
  }

  @Test
  void facts_and_processes_know_no_web() {
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
  void the_class_is_plain_state_and_only_the_store_opens_the_database() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage("portside.room", "portside.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "gg.jte..", "com.fasterxml..", "jakarta..")
            .because("a class can be tried without a web server"));
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage("portside.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "org.flywaydb..", "java.sql..")
            .because("one place knows how the file is opened, locked and mended"));
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
  void no_file_is_longer_than_is_read_at_once() throws IOException {
    assertEquals(List.of(), sources(".java", text -> text.lines().count() >= LINES));
  }

  /** The sources of a kind whose text is as described. */
  private static List<Path> sources(String ending, Predicate<String> described) throws IOException {
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      return paths
          .filter(path -> path.toString().endsWith(ending))
          .filter(path -> described.test(read(path)))
          .toList();
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
      Register register = Standard.experiments(children, programs, IpAddresses.LOOPBACK);
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
  void no_template_writes_an_address_of_the_site_itself() throws IOException {
    assertEquals(
        List.of(),
        sources(".jte", text -> text.matches("(?s).*(/runs/|=\"/[a-z]).*")),
        "Urls knows it");
  }

  @Test
  void no_template_carries_a_script_or_a_style_of_its_own() throws IOException {
    String own = "(?is).*(<style|\\sstyle=|<script(?![^>]*\\ssrc=)|\\son[a-z]+=|hx-on).*";
    assertEquals(
        List.of(),
        sources(".jte", text -> text.matches(own)),
        "the Content-Security-Policy would not run them");
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
