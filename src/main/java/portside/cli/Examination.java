package portside.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portside.instruments.HostFirewall;
import portside.lesson.Course;
import portside.lesson.packed.PackedCourse;
import portside.lesson.reading.CourseReader;
import portside.net.Binding;
import portside.net.Holder;
import portside.net.Interface;
import portside.net.IpAddresses;
import portside.net.LocalhostName;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.net.Purpose;
import portside.net.ThisComputer;
import portside.page.Words;
import portside.process.Executables;
import portside.programs.JavaPrograms;
import portside.programs.Pythons;

/** Looks at what of this computer the lessons use. */
final class Examination {
  /** Flask's own, Portside's own, and the one of most examples. */
  private static final List<Integer> USUAL_PORTS = List.of(5000, 7070, 8000, 8080);

  /** By the names of their programs, and where macOS and Windows install them. */
  private static final List<String> BROWSERS =
      List.of(
          "chromium",
          "chromium-browser",
          "google-chrome",
          "firefox",
          "microsoft-edge",
          "/Applications/Safari.app/Contents/MacOS/Safari",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Firefox.app/Contents/MacOS/firefox",
          "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
          "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
          "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");

  private final Workbench bench;
  private final String lang;
  private final List<Finding> found = new ArrayList<>();

  Examination(Workbench bench, String lang) {
    this.bench = bench;
    this.lang = lang;
  }

  List<Finding> all() throws InterruptedException {
    java();
    python();
    there("curl", Executables.find("curl").map(path -> Map.of("path", path)));
    network();
    firewall();
    ports();
    browsers();
    temporary();
    return found;
  }

  private void firewall() throws InterruptedException {
    HostFirewall firewall = HostFirewall.read(bench.children());
    String state = firewall.state().name().toLowerCase(Locale.ROOT);
    found.add(Finding.note("firewall", state, Map.of("name", firewall.name())));
  }

  private void there(String what, Optional<? extends Map<String, ?>> values) {
    found.add(
        values.isPresent() ? Finding.fine(what, values.get()) : Finding.lacks(what, Map.of()));
  }

  private void java() {
    found.add(
        Finding.fine(
            "java",
            Map.of(
                "version", System.getProperty("java.version"),
                "vendor", System.getProperty("java.vendor"),
                "home", System.getProperty("java.home"))));
    there("compiler", JavaPrograms.canCompile() ? Optional.of(Map.of()) : Optional.empty());
    there("jdi", ModuleLayer.boot().findModule("jdk.jdi").map(module -> Map.of()));
  }

  private void python() throws InterruptedException {
    Pythons pythons = bench.programs().pythons();
    Optional<Path> any = pythons.with();
    Optional<Path> environment = any.flatMap(Examination::environment);
    if (environment.isPresent()) {
      found.add(
          new Finding(
              "python",
              "venv",
              Finding.Level.FINE,
              Map.of("path", any.get(), "environment", environment.get())));
    } else {
      there("python", any.map(path -> Map.of("path", path)));
    }
    String active = System.getenv().getOrDefault("VIRTUAL_ENV", "");
    Path here = Path.of(".venv").toAbsolutePath();
    found.add(
        !active.isEmpty()
            ? Finding.note("environment", "is", Map.of("path", active))
            : Files.isDirectory(here)
                ? Finding.note("environment", "here", Map.of("path", here))
                : Finding.note("environment", "none", Map.of()));
    there("flask", pythons.withFlask().map(path -> Map.of("path", path)));
    there("debugpy", pythons.with("flask", "debugpy").map(path -> Map.of("path", path)));
  }

  /** The folder of the virtual environment that a Python belongs to: docs.python.org, venv. */
  private static Optional<Path> environment(Path python) {
    Path folder = python.toAbsolutePath().getParent();
    return Stream.of(Optional.ofNullable(folder), Optional.ofNullable(folder).map(Path::getParent))
        .flatMap(Optional::stream)
        .filter(each -> Files.isRegularFile(each.resolve("pyvenv.cfg")))
        .findFirst();
  }

  private void network() {
    ThisComputer here = ThisComputer.now();
    found.add(Finding.fine("ipv4", Map.of()));
    found.add(
        here.hasIpv6() ? Finding.fine("ipv6", Map.of()) : Finding.note("ipv6", "not", Map.of()));
    found.add(
        Finding.note(
            "localhost",
            "is",
            Map.of(
                "addresses",
                LocalhostName.inJava().stream()
                    .map(IpAddresses::text)
                    .collect(Collectors.joining(", ")))));
    for (Interface each : here.interfaces()) {
      for (InetAddress address : each.addresses()) {
        found.add(Finding.note("address", "at", at(here, each, address)));
      }
    }
    if (here.lanAddresses().isEmpty()) {
      found.add(Finding.note("address.lan", "not", Map.of()));
    }
  }

  private Map<String, String> at(ThisComputer here, Interface each, InetAddress address) {
    String purpose =
        each.purpose() == Purpose.OTHER
            ? each.displayName()
            : Words.of("", lang).get("purpose." + each.purpose());
    return Map.of(
        "address", IpAddresses.text(address),
        "kind", Words.of("cli", lang).get("kind." + here.kindOf(address)),
        "purpose", purpose,
        "name", each.name());
  }

  private void ports() {
    TreeSet<Integer> ports = new TreeSet<>(USUAL_PORTS);
    ports.addAll(
        ofLessons(
            PackedCourse.in(bench.content(), bench.register())
                .orElseGet(() -> CourseReader.read(bench.content(), bench.register()).course())));
    for (int port : ports) {
      found.add(port(port));
    }
  }

  /** Those that a card of the course names. */
  private static List<Integer> ofLessons(Course course) {
    return course.lessons(course.original()).stream()
        .flatMap(lesson -> lesson.cards().stream())
        .flatMap(card -> Stream.ofNullable(card.values().get("port")))
        .filter(port -> port.matches("[0-9]{4,5}"))
        .map(Integer::valueOf)
        .toList();
  }

  private static Finding port(int port) {
    Binding.Attempt attempt = Binding.tryBind(IpAddresses.LOOPBACK, port, Protocol.TCP);
    if (attempt.succeeded()) {
      return Finding.note("port", "free", Map.of("port", port));
    }
    List<Holder> holders =
        PortHolders.of(port, Protocol.TCP).stream()
            .filter(holder -> holder.state().takesNewcomers())
            .toList();
    Optional<Holder> known = holders.stream().filter(each -> each.pid().isPresent()).findFirst();
    if (known.isPresent()) {
      return Finding.note(
          "port",
          "held",
          Map.of(
              "port", port,
              "pid", known.get().pid().getAsLong(),
              "command", known.get().command().orElse("?")));
    }
    return holders.isEmpty()
        ? Finding.note("port", "refused", Map.of("port", port, "error", attempt.error().orElse("")))
        : Finding.note("port", "hidden", Map.of("port", port));
  }

  private void browsers() {
    List<String> paths =
        BROWSERS.stream()
            .flatMap(name -> Executables.find(name).stream())
            .map(Path::toString)
            .toList();
    there(
        "browser",
        paths.isEmpty()
            ? Optional.empty()
            : Optional.of(Map.of("paths", String.join(", ", paths))));
  }

  private void temporary() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Files.delete(Files.createTempFile("portside", ""));
      found.add(Finding.fine("folder", Map.of("path", folder)));
    } catch (IOException full) {
      found.add(Finding.lacks("folder", Map.of("path", folder)));
    }
  }
}
