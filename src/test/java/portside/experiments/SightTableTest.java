package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portside.Standard;
import portside.process.Children;
import portside.programs.Programs;

/**
 * What guests may see, written by hand: a mark more or less in any evidence has to be said here as
 * well, by somebody who has thought of a projector. {@code a.b} is the component b of a record in
 * a, where only some of that record's components are for guests.
 */
final class SightTableTest {
  private static final Map<String, String> GUESTS_SEE =
      Map.ofEntries(
          Map.entry("conflict", "port error reached matrix"),
          Map.entry(
              "debugger",
              "state mode reason function line exception exitCode stops startMillis debugger url"
                  + " twoProcesses answered notice source breakpoints stopOnExceptions stack moreFrames frame"
                  + " variables moreVariables watches output timeline past"),
          Map.entry("ephemeral", "ports lowest highest insideIana outsideIana configured iana"),
          Map.entry(
              "hostcheck",
              "address port foreignHost status requestBytes responseBytes ownHost ownStatus"
                  + " ownRequestBytes ownResponseBytes allowed"),
          Map.entry("interfaces", "openedByWildcard shown cameInBy"),
          Map.entry(
              "leftover",
              "port held stopped waiting members members.role members.state goodbye exit story"
                  + " guess guess.verdict"),
          Map.entry("localhost", "addresses reached reachedNext port doors error javaPrefersIpv6"),
          Map.entry(
              "newport",
              "takenByPortside error nextFreePort passed oldLine changedLine url status answer"),
          Map.entry(
              "noserver",
              "function status headers body listeningPorts serverPorts serverHeader serverBody"),
          Map.entry(
              "overhead",
              "ratio plainNanos plainLeast plainMost debugNanos debugLeast debugMost hitNanos"
                  + " rounds plainTurns debugTurns debugger"),
          Map.entry("owner", "processes listening unlisted commands"),
          Map.entry(
              "path",
              "address sourceAddress port bytesSent rounds carriedBy loopbackBytes networkBytes"
                  + " network inside guestUrl toItself"),
          Map.entry(
              "portmap",
              "listening listeningElsewhere udp connected timeWait ephemeralRange"
                  + " unprivilegedFrom tableMillis tried given inUse needsPrivilege differing"
                  + " elapsedMillis notOurs"),
          Map.entry(
              "probe",
              "boundPort error elapsedMicros serviceName zone ephemeralHere listener"
                  + " reuseAddress unprivilegedFrom nextFreePort"),
          Map.entry(
              "reach",
              "url port commandLine seenAs elapsedMicros error device failedAtOnce fromHere roomUrl"),
          Map.entry(
              "request",
              "commandLine port request response status routes route function arguments returned"
                  + " printed error accessLine routingMicros functionMicros responseMicros"
                  + " totalMicros"),
          Map.entry(
              "server",
              "host port commandLine error nextFreePort ended doing notice lanUrl roomUrl reach"
                  + " devices earlier"),
          Map.entry(
              "silence",
              "address port connected connectMicros sent answer elapsedMicros error waitedFor"
                  + " limitMillis"),
          Map.entry("timewait", "port clientPort state secondsLeft error attempts"),
          Map.entry(
              "whichrun",
              "commandHost commandPort programHost programPort programLine changed"
                  + " command command.commandLine command.listening command.console"
                  + " command.processes command.codeConsole"
                  + " program program.commandLine program.listening program.console"
                  + " program.processes program.codeConsole"),
          Map.entry(
              "whoami",
              "remoteAddress remotePort localAddress localPort hostHeader interfaceName"
                  + " connections doors"),
          Map.entry(
              "zero",
              "opened status location hostHeader addressBar secureContext clientAddress clientPort"
                  + " serverAddress serverPort requestBytes responseBytes curlSaw curlVersion"));

  private static Children children;
  private static Programs programs;
  private static Register register;

  @BeforeAll
  static void register() throws Exception {
    children = new Children();
    programs = new Programs(Path.of("content"), children, null);
    register = Standard.experiments(children, programs, Trial.address("127.0.0.1"));
  }

  @AfterAll
  static void close() {
    programs.close();
    children.close();
  }

  /** The record that a type holds, by itself or in a list; null where there is none of ours. */
  private static Class<?> held(Type type) {
    Type inner = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
    return inner instanceof Class<?> c && c.isRecord() && c.getName().startsWith("portside.")
        ? c
        : null;
  }

  private static boolean marked(RecordComponent component) {
    return component.isAnnotationPresent(Guests.class);
  }

  private static boolean hasMarks(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).anyMatch(SightTableTest::marked);
  }

  @Test
  void guests_see_what_the_table_says_and_nothing_else() {
    Map<String, String> found = new TreeMap<>();
    for (Registered<?, ?> experiment : register.all()) {
      List<String> names = new ArrayList<>();
      Class<? extends Record> type = experiment.experiment().evidence();
      for (Evidence.Field field : Evidence.fields(type)) {
        if (!field.guests()) {
          continue;
        }
        names.add(field.name());
        for (RecordComponent component : type.getRecordComponents()) {
          Class<?> inner = held(component.getGenericType());
          if (component.getName().equals(field.name()) && inner != null && hasMarks(inner)) {
            Arrays.stream(inner.getRecordComponents())
                .filter(SightTableTest::marked)
                .forEach(each -> names.add(field.name() + "." + each.getName()));
          }
        }
      }
      found.put(experiment.name(), String.join(" ", names));
    }
    assertEquals(22, found.size());
    assertEquals(
        new TreeMap<>(GUESTS_SEE).toString().replace(", ", "\n"),
        found.toString().replace(", ", "\n"));
  }

  /** A cut 0 or false would be shown as if it had been measured. */
  @Test
  void what_is_cut_can_be_nothing() {
    int hidden = 0;
    for (Registered<?, ?> experiment : register.all()) {
      for (RecordComponent component : experiment.experiment().evidence().getRecordComponents()) {
        Class<?> inner = held(component.getGenericType());
        List<RecordComponent> all = new ArrayList<>(List.of(component));
        if (inner != null && hasMarks(inner)) {
          all.addAll(List.of(inner.getRecordComponents()));
        }
        for (RecordComponent each : all) {
          if (!marked(each)) {
            hidden++;
            assertFalse(each.getType().isPrimitive(), experiment.name() + " " + each);
          }
        }
      }
    }
    assertEquals(28, hidden);
  }
}
