package portside.editing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import portside.page.Words;
import portside.programs.Fault;
import portside.programs.Program;
import portside.programs.Programs;
import portside.testing.SitePages;

/** What real compilers say of real mistakes, and what a beginner reads. */
final class ExplanationsTest {

  private static void explained(Programs programs, String file, String text, int line, String key)
      throws Exception {
    Program program = programs.finder().find("debugger", file).orElseThrow().changedTo(text);
    List<Fault> faults = programs.faults(program);
    assertEquals(line, faults.get(0).line(), faults.toString());
    assertEquals(file, faults.get(0).file());
    assertEquals(
        "fault." + key,
        Explanations.of(program.language(), faults.get(0).what()),
        faults.toString());
  }

  private static String java(String body) {
    return "public class Average {\n  public static void main(String[] args) {\n"
        + body
        + "\n  }\n}\n";
  }

  @Test
  void an_error_of_java_has_its_line_and_a_sentence(Programs programs) throws Exception {
    explained(programs, "Average.java", java("int a = 1"), 3, "semicolon");
    explained(programs, "Average.java", java("int a = b;"), 3, "unknown-name");
    explained(programs, "Average.java", java("int a = 1.5;"), 3, "lossy");
    explained(programs, "Average.java", java("int a = \"x\";"), 3, "other-type");
    explained(programs, "Average.java", java("String a = \"x;"), 3, "unclosed-text");
    explained(programs, "Average.java", java("").replace("Average", "Other"), 1, "public-class");
    explained(programs, "Average.java", java("if (true) {"), 5, "unclosed-brace");
    String another = java("").replace("public class Average", "class Averag");
    explained(programs, "Average.java", another, 1, "lost-class");
    explained(programs, "Average.java", "package mine;\n" + java(""), 1, "lost-class");
  }

  @Test
  void an_error_of_python_has_its_line_and_a_sentence(Programs programs) throws Exception {
    explained(programs, "average.py", "x = 1\nif x\n    print(x)\n", 2, "colon");
    explained(programs, "average.py", "if True:\nprint(1)\n", 2, "indent-missing");
    explained(programs, "average.py", "x = 1\n  y = 2\n", 2, "indent-extra");
    explained(programs, "average.py", "print('x)\n", 1, "unclosed-text");
    explained(programs, "average.py", "x = (1\n", 1, "never-closed");
    explained(programs, "average.py", "print 'x'\n", 1, "print");
  }

  @Test
  void a_warning_keeps_no_changed_program_from_running(Programs programs) throws Exception {
    Program program = programs.finder().find("debugger", "Average.java").orElseThrow();
    String raw = java("java.util.List list = new java.util.ArrayList();");
    assertEquals(List.of(), programs.faults(program.changedTo(raw)));
  }

  @Test
  void the_words_have_a_sentence_for_each_and_the_same_in_every_language() {
    Set<String> keys = new TreeSet<>(Words.of("editing", "ko").keys());
    for (String lang : SitePages.LANGUAGES) {
      Words words = Words.of("editing", lang);
      assertEquals(keys, new TreeSet<>(words.keys()), lang);
      Explanations.all().forEach(each -> words.get("fault." + each.key()));
    }
    Set<String> used =
        Explanations.all().stream()
            .map(each -> "fault." + each.key())
            .collect(Collectors.toCollection(TreeSet::new));
    keys.removeIf(key -> !key.startsWith("fault."));
    assertTrue(used.containsAll(keys), "words that nothing uses: " + keys + " but " + used);
  }
}
