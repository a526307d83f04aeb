package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import portside.Standard;
import portside.instruments.Curl;
import portside.net.IpAddresses;
import portside.page.Words;
import portside.process.Children;
import portside.programs.Programs;

/**
 * Every experiment of the register has all its words in every language of the frame. A piece of
 * evidence has either {@code evidence.<field>}, a row of the table, or {@code part.<field>}, the
 * heading of a part of the widget's own view.
 */
class WordsTest {
  private static final Path SOURCES = Path.of("src/main/java/portside");
  private static final Pattern LANGUAGE = Pattern.compile("words_([a-z]+)\\.properties");
  private static final Pattern MISSING =
      Pattern.compile("new Missing\\(\\s*\"([a-z-]+)\"|MISSING = \"([a-z-]+)\"");
  private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z]+)}");
  private static final Pattern GET =
      Pattern.compile("view\\.words\\(\\)\\.get\\(\"([a-z][A-Za-z.-]*[a-z])\"");

  /** Unstarted, so that nothing of them has to be closed. */
  private static final List<Registered<?, ?>> ALL = all();

  private static List<Registered<?, ?>> all() {
    try (Children children = new Children();
        Programs programs = new Programs(Path.of("content"), children, null)) {
      return List.copyOf(Standard.experiments(children, programs, IpAddresses.LOOPBACK).all());
    }
  }

  @Test
  void there_are_experiments_and_two_languages_at_least() throws IOException {
    assertTrue(ALL.size() >= 3, ALL.toString());
    assertTrue(languages().containsAll(Set.of("ko", "en")), languages().toString());
  }

  @TestFactory
  Stream<DynamicTest> every_experiment_has_its_words_in_every_language() throws IOException {
    Set<String> languages = languages();
    return ALL.stream()
        .flatMap(
            experiment ->
                languages.stream()
                    .map(
                        lang ->
                            DynamicTest.dynamicTest(
                                experiment.name() + " in " + lang,
                                () -> complete(experiment, lang))));
  }

  @TestFactory
  Stream<DynamicTest> every_language_has_the_same_keys() throws IOException {
    Set<String> languages = languages();
    return ALL.stream()
        .map(
            experiment ->
                DynamicTest.dynamicTest(
                    experiment.name(),
                    () -> {
                      Set<String> korean = new TreeSet<>(words(experiment, "ko").keys());
                      for (String lang : languages) {
                        assertEquals(korean, new TreeSet<>(words(experiment, lang).keys()), lang);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> an_outcome_speaks_only_of_what_every_reader_may_see() throws IOException {
    Set<String> languages = languages();
    return ALL.stream()
        .map(
            experiment ->
                DynamicTest.dynamicTest(
                    experiment.name(),
                    () -> {
                      Set<String> known = new LinkedHashSet<>();
                      experiment.parameters().specs().forEach(spec -> known.add(spec.name()));
                      Evidence.fields(experiment.experiment().evidence()).stream()
                          .filter(Evidence.Field::guests)
                          .forEach(field -> known.add(field.name()));
                      for (String lang : languages) {
                        for (String outcome : experiment.experiment().outcomes()) {
                          String sentence = words(experiment, lang).get("outcome." + outcome);
                          Matcher slot = SLOT.matcher(sentence);
                          while (slot.find()) {
                            assertTrue(known.contains(slot.group(1)), lang + ": " + sentence);
                          }
                        }
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> the_own_view_keeps_to_the_policy_of_the_site() {
    return ALL.stream()
        .map(
            experiment ->
                DynamicTest.dynamicTest(
                    experiment.name(),
                    () -> {
                      String view = Files.readString(folder(experiment).resolve("view.jte"));
                      assertTrue(view.contains("@param View view"), "it takes the view");
                      assertEquals(
                          List.of(),
                          Pattern.compile(
                                  "(?i)\\sstyle\\s*=|<style|<script|\\son[a-z]+\\s*=|javascript:")
                              .matcher(view)
                              .results()
                              .map(found -> found.group())
                              .toList());
                    }));
  }

  private static void complete(Registered<?, ?> registered, String lang) throws IOException {
    Experiment<?, ?> experiment = registered.experiment();
    Words words = words(registered, lang);
    List<String> needed = new ArrayList<>(List.of("title", "about"));
    Set<String> allowed = new LinkedHashSet<>();
    experiment.outcomes().forEach(outcome -> needed.add("outcome." + outcome));
    for (Parameters.Spec spec : registered.parameters().specs()) {
      needed.add("parameter." + spec.name());
      spec.choices().forEach(choice -> allowed.add("choice." + spec.name() + "." + choice));
    }
    needed.addAll(missingReasons(registered));
    Matcher used = GET.matcher(Files.readString(folder(registered).resolve("view.jte")));
    while (used.find()) {
      needed.add(used.group(1));
    }
    for (Evidence.Field field : Evidence.fields(experiment.evidence())) {
      String row = "evidence." + field.name();
      needed.add(words.find(row).isPresent() ? row : "part." + field.name());
      allowed.add(row);
    }
    assertAll(
        needed.stream()
            .map(
                key ->
                    () -> assertTrue(words.find(key).filter(w -> !w.isBlank()).isPresent(), key)));
    allowed.addAll(needed);
    List<String> unknown =
        words.keys().stream()
            .filter(key -> key.matches("(outcome|parameter|choice|evidence|missing)\\..*"))
            .filter(key -> !allowed.contains(key))
            .toList();
    assertEquals(List.of(), unknown, "words that nothing uses");
  }

  /** The reasons that the experiment's sources, or the helpers that they use, give. */
  private static List<String> missingReasons(Registered<?, ?> experiment) throws IOException {
    List<String> reasons = new ArrayList<>();
    boolean curl = false;
    try (Stream<Path> files = Files.list(folder(experiment))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        curl |= source.contains("Curl.missing()");
        if (source.contains("LessonProgram.missing(")) {
          reasons.addAll(List.of("missing.flask", "missing.java-compiler", "missing.program"));
        }
        Matcher reason = MISSING.matcher(source);
        while (reason.find()) {
          reasons.add("missing." + (reason.group(1) == null ? reason.group(2) : reason.group(1)));
        }
      }
    }
    if (curl) {
      reasons.add("missing." + Curl.MISSING);
    }
    return reasons;
  }

  private static Set<String> languages() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES.resolve("page"))) {
      Set<String> languages = new TreeSet<>();
      files
          .map(file -> LANGUAGE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .forEach(match -> languages.add(match.group(1)));
      return languages;
    }
  }

  private static Words words(Registered<?, ?> experiment, String lang) {
    return Words.of("experiments/" + experiment.name(), lang);
  }

  private static Path folder(Registered<?, ?> experiment) {
    return SOURCES.resolve("experiments").resolve(experiment.name());
  }
}
